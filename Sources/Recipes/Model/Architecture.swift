/// The machine an image is for.
package enum Architecture: String, Sendable, CaseIterable, Codable {
    case x86_64
    case aarch64

    /// The recipe's names and those of Debian and Go for the same machine.
    package init?(name: String) {
        switch name {
        case "x86_64", "amd64": self = .x86_64
        case "aarch64", "arm64": self = .aarch64
        default: return nil
        }
    }
}
