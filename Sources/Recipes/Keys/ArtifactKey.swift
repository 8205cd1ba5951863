/// `[base.kernel]`, `[base.initrd]`, `[base.root]`, `[base.busybox]`
package enum ArtifactKey: String, TableKeys {
    case source
    case member
    case sha256
    case checksums
    case signature
    case signingKey = "signing-key"
    case fingerprint

    package static let summary = "Where one part of the base comes from."
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
        case .signature:
            KeyRule(
                .text(.address),
                "The address of the publisher's signature of the source, or of its list of checksums.",
                example: #""https://example.org/vmlinuz.sig""#)
        case .signingKey:
            KeyRule(
                .text(.localPath),
                "The file of the publisher's public key or certificate, relative to the recipe.",
                example: #""keys/publisher.asc""#)
        case .fingerprint:
            KeyRule(
                .textOrTexts(.fingerprint),
                "The fingerprint of the publisher's primary OpenPGP key, 40 digits, or the SHA-256 of a certificate, 64.",
                example: "\"\(String(repeating: "0123456789", count: 4))\"")
        }
    }
}
