package import Machine

/// One `[[artifact]]` of a lock file: what was fetched for a role, and how it was verified.
package struct LockEntry: Sendable, Equatable {
    package var role: String
    /// As the recipe or the distribution names it, without name and password.
    package var source: String
    /// Where these very contents can be had again; for a package with its version.
    package var url: String
    /// The path in the archive that `source` is.
    package var member: String?
    /// Bytes of `source` as it was downloaded.
    package var size: Int64
    /// Of `source` as it was downloaded.
    package var sha256: SHA256Digest
    /// Of the member; there exactly where `member` is.
    package var memberSHA256: SHA256Digest?
    package var memberSize: Int64?
    package var verified: Verification
    /// The publisher's checksum list that has the digest.
    package var checksums: String?
    /// The primary key whose signature covers the contents, or the list that has their digest; nil for a
    /// package, whose signatures apt checks.
    package var signer: OpenPGPFingerprint?
    /// The digest of the certificate whose signature covers the contents, or the list that has their digest. Either this or
    /// `signer`; the file has both as `signer`, told apart by their length.
    package var certificate: SHA256Digest?
    /// Where that signature is; there exactly where one of the two is.
    package var signature: String?

    package init(
        role: String, source: String, url: String, member: String? = nil, size: Int64, sha256: SHA256Digest,
        memberSHA256: SHA256Digest? = nil, memberSize: Int64? = nil, verified: Verification,
        checksums: String? = nil, signer: OpenPGPFingerprint? = nil,
        certificate: SHA256Digest? = nil, signature: String? = nil
    ) {
        self.role = role
        self.source = source
        self.url = url
        self.member = member
        self.size = size
        self.sha256 = sha256
        self.memberSHA256 = memberSHA256
        self.memberSize = memberSize
        self.verified = verified
        self.checksums = checksums
        self.signer = signer
        self.certificate = certificate
        self.signature = signature
    }

    /// Who signed, in digits.
    package var signerText: String? { signer?.hex ?? certificate?.hex }

    /// The digest of the file that is used: of the member where there is one.
    package var contentDigest: SHA256Digest { memberSHA256 ?? sha256 }

    /// Bytes of the file that is used.
    package var contentSize: Int64 { memberSize ?? size }

    /// Every field with its name in the file, in the file's order; empty for one that is not there.
    var fields: [(name: String, value: String)] {
        [
            ("source", source), ("url", url), ("member", member ?? ""), ("size", "\(size)"),
            ("sha256", sha256.hex),
            ("member-sha256", memberSHA256?.hex ?? ""), ("member-size", memberSize.map(String.init) ?? ""),
            ("verified", verified.rawValue), ("checksums", checksums ?? ""),
            ("signer", signerText ?? ""), ("signature", signature ?? ""),
        ]
    }
}
