import Ignition

/// A variant of Butane at a version: what keys it has and what it makes.
struct ButaneLanguage: Sendable, Equatable {
    /// `fcos` or `flatcar`.
    var variant: String
    var version: String
    /// The version of the common part of the language (coreos/butane, base/v0_N).
    var base: Int
    /// The minor version of the variant, 3 for fcos 1.3.0; 8 for its experimental one.
    var minor: Int
    var ignition: IgnitionVersion

    var isFedora: Bool { variant == "fcos" }

    /// True for Container Linux Configs, which have no variant and an older YAML.
    var isLegacy: Bool { variant == "clc" }

    /// Container Linux Configs of ct 0.9.0.
    static let legacy = ButaneLanguage(
        variant: "clc", version: "0.9.0", base: 0, minor: 0, ignition: IgnitionVersion(2, 2))

    /// Every language of Butane that is known here.
    static let all: [ButaneLanguage] = [
        fedora("1.0.0", base: 1, minor: 0, IgnitionVersion(3, 0)),
        fedora("1.1.0", base: 2, minor: 1, IgnitionVersion(3, 1)),
        fedora("1.2.0", base: 3, minor: 2, IgnitionVersion(3, 2)),
        fedora("1.3.0", base: 3, minor: 3, IgnitionVersion(3, 2)),
        fedora("1.4.0", base: 4, minor: 4, IgnitionVersion(3, 3)),
        fedora("1.5.0", base: 5, minor: 5, IgnitionVersion(3, 4)),
        fedora("1.6.0", base: 6, minor: 6, IgnitionVersion(3, 5)),
        fedora("1.7.0", base: 7, minor: 7, IgnitionVersion(3, 6)),
        fedora("1.8.0-experimental", base: 8, minor: 8, IgnitionVersion(3, 7, isExperimental: true)),
        flatcar("1.0.0", base: 4, minor: 0, IgnitionVersion(3, 3)),
        flatcar("1.1.0", base: 5, minor: 1, IgnitionVersion(3, 4)),
        flatcar("1.2.0-experimental", base: 8, minor: 2, IgnitionVersion(3, 7, isExperimental: true)),
    ]

    /// Variants that Butane has and kimage does not translate.
    static let others: Set<String> = ["openshift", "r4e", "fiot", "rhcos"]

    private static func fedora(_ version: String, base: Int, minor: Int, _ ignition: IgnitionVersion) -> Self
    {
        ButaneLanguage(variant: "fcos", version: version, base: base, minor: minor, ignition: ignition)
    }

    private static func flatcar(_ version: String, base: Int, minor: Int, _ ignition: IgnitionVersion) -> Self
    {
        ButaneLanguage(variant: "flatcar", version: version, base: base, minor: minor, ignition: ignition)
    }

    /// The version as Butane compares it, `01.5.0` as `1.5.0`; nil where it is no version of three numbers
    /// (coreos/go-semver).
    static func normalized(_ version: String) -> String? {
        let (rest, metadata) = cut(version, "+")
        let (core, release) = cut(rest, "-")
        let parts = core.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, isIdentifier(release), isIdentifier(metadata) else { return nil }
        var numbers: [String] = []
        for part in parts {
            guard !part.isEmpty, let number = Int(part) else { return nil }
            numbers.append(String(number))
        }
        return numbers.joined(separator: ".") + (release.isEmpty ? "" : "-" + release)
            + (metadata.isEmpty ? "" : "+" + metadata)
    }

    private static func cut(_ text: String, _ separator: Character) -> (String, String) {
        guard let index = text.firstIndex(of: separator) else { return (text, "") }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.isEmpty
            || text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { byte in
                        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    }
            }
    }
}
