/// A version as Ignition's parser of versions takes it: three numbers, a pre-release and metadata.
///
/// Looser than semver.org: `03.0.0` is 3.0.0, and so is `3.0.0-` (coreos/go-semver v0.3.1, semver/semver.go).
struct SemanticVersion: Sendable, Equatable {
    var major: Int
    var minor: Int
    var patch: Int
    var preRelease: String
    var metadata: String

    init?(_ text: String) {
        var rest = text[...]
        metadata = String(Self.splitOff(&rest, "+"))
        preRelease = String(Self.splitOff(&rest, "-"))
        let parts = rest.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isIdentifier(preRelease), Self.isIdentifier(metadata),
            let major = Int(parts[0]), let minor = Int(parts[1]), let patch = Int(parts[2])
        else { return nil }
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    private static func splitOff(_ text: inout Substring, _ separator: Character) -> Substring {
        guard let index = text.firstIndex(of: separator) else { return "" }
        defer { text = text[..<index] }
        return text[text.index(after: index)...]
    }

    /// Words of letters, digits and hyphens with dots between them, or nothing.
    private static func isIdentifier(_ text: String) -> Bool {
        text.isEmpty
            || text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty
                    && word.utf8.allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                            || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-")
                    }
            }
    }
}
