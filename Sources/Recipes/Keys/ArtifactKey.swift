/// `[base.kernel]`, `[base.initrd]`, `[base.root]`
package enum ArtifactKey: String, TableKeys {
    case source
    case member
    case sha256
    case checksums

    package static let summary = "Where one part of the base comes from."
    package static let unsupported = ["signature"]

    package var rule: KeyRule {
        switch self {
        case .source:
            KeyRule(
                .text(.source), required: true, "An address, a path relative to the recipe, or apt:NAME.",
                example: #""https://example.org/vmlinuz""#)
        case .member: KeyRule(.text(.member), "The path inside the archive.", example: #""boot/vmlinuz""#)
        case .sha256:
            KeyRule(
                .text(.sha256), "SHA-256 of the source as downloaded.",
                example: "\"\(String(repeating: "0123456789abcdef", count: 4))\"")
        case .checksums:
            KeyRule(
                .text(.address), "The address of the publisher's list of checksums.",
                example: #""https://example.org/SHA256SUMS""#)
        }
    }
}
