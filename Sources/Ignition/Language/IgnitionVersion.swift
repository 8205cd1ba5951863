/// A version of Ignition's configuration language.
package struct IgnitionVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 1, 2 or 3.
    package var major: Int
    package var minor: Int
    /// Not stable yet: its meaning changes from release to release.
    package var isExperimental: Bool

    package init(_ major: Int, _ minor: Int, isExperimental: Bool = false) {
        self.major = major
        self.minor = minor
        self.isExperimental = isExperimental
    }

    /// As `ignition.version` writes it: `3.4.0`, `3.7.0-experimental`; nil for what is no version of the
    /// language.
    package init?(_ text: String) {
        guard let version = SemanticVersion(text) else { return nil }
        self.init(version)
    }

    init?(_ version: SemanticVersion) {
        guard version.patch == 0, version.metadata.isEmpty,
            version.preRelease.isEmpty || version.preRelease == "experimental"
        else { return nil }
        self.init(version.major, version.minor, isExperimental: !version.preRelease.isEmpty)
    }

    /// As it stands in a configuration.
    package var description: String { "\(major).\(minor).0" + (isExperimental ? "-experimental" : "") }

    package static func < (left: IgnitionVersion, right: IgnitionVersion) -> Bool {
        (left.major, left.minor, left.isExperimental ? 0 : 1)
            < (right.major, right.minor, right.isExperimental ? 0 : 1)
    }
}
