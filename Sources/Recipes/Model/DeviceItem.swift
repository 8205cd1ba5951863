/// `[[device]]`: one device node; no rights are needed to build it.
package struct DeviceItem: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case character
        case block
    }

    package var path: Located<String>
    package var kind: Kind
    package var major: UInt32
    package var minor: UInt32
    package var mode: UInt32
    package var owner: Owner

    package init(
        path: Located<String>, kind: Kind, major: UInt32, minor: UInt32, mode: UInt32 = 0o600,
        owner: Owner = .root
    ) {
        self.path = path
        self.kind = kind
        self.major = major
        self.minor = minor
        self.mode = mode
        self.owner = owner
    }
}
