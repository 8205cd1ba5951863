package import Machine

/// One file that a plan needs.
package struct ArtifactRequest: Sendable, Equatable, Codable {
    /// What it is for: `kernel`, `initrd`, `root`. One artifact for each role.
    package var role: String
    /// Where it comes from: `https://…`, `http://…`, `file:…`, an absolute path, or `apt:NAME`.
    package var source: String
    /// The path of the file within the archive that `source` is; nil where `source` is the file itself.
    package var member: String?
    /// The digest of `source` as it is downloaded, where the recipe gives it.
    package var sha256: SHA256Digest?
    /// The address or the absolute path of the publisher's checksum list.
    package var checksums: String?
    /// What the file is called; also the name that is looked for in the list if that of the source is not
    /// there.
    package var fileName: String
    /// How the lock names the source where that differs from where it is found: a file of the recipe's own, as the recipe
    /// writes it, so that the lock holds wherever the recipe lies.
    package var recordedSource: String?

    package init(
        role: String, source: String, member: String? = nil, sha256: SHA256Digest? = nil,
        checksums: String? = nil,
        fileName: String, recordedSource: String? = nil
    ) {
        self.role = role
        self.source = source
        self.member = member
        self.sha256 = sha256
        self.checksums = checksums
        self.fileName = fileName
        self.recordedSource = recordedSource
    }
}
