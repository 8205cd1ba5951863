package import Machine

/// One file that a plan needs.
package struct ArtifactRequest: Sendable, Equatable, Codable {
    /// What it is for: `kernel`, `initrd`, `root`, `busybox`, `image:NAME`. One artifact for each role.
    package var role: String
    /// Where it comes from: `https://…`, `http://…`, `file:…`, an absolute path, `apt:NAME`, or an image of
    /// containers, `oci:…`, `docker-archive:…`, of which the whole root tree is made into one tar, or `docker://…`, of
    /// which an archive is made that nodes load.
    package var source: String
    /// The path of the file within the archive that `source` is; nil where `source` is the file itself.
    package var member: String?
    /// The digest of `source` as it is downloaded, where the recipe gives it.
    package var sha256: SHA256Digest?
    /// The address or the absolute path of the publisher's checksum list; one that ends in `.json` is the
    /// metadata of a Fedora CoreOS stream.
    package var checksums: String?
    /// The signature that the source or its checksum list must have.
    package var signature: SignatureRequirement?
    /// What an image of containers must be for: `x86_64` or `aarch64`.
    package var architecture: String
    /// What the file is called; also the name that is looked for in the list if that of the source is not
    /// there.
    package var fileName: String
    /// How the lock names the source where that differs from where it is found: a file of the recipe's own,
    /// as the recipe writes it, so that the lock holds wherever the recipe lies.
    package var recordedSource: String?
    /// Where the recipe asks for it, as messages have it: `recipes/x.toml:12:5`; nil where no line does.
    package var place: String?

    package init(
        role: String, source: String, member: String? = nil, sha256: SHA256Digest? = nil,
        checksums: String? = nil, signature: SignatureRequirement? = nil, architecture: String = "x86_64",
        fileName: String, recordedSource: String? = nil,
        place: String? = nil
    ) {
        self.role = role
        self.source = source
        self.member = member
        self.sha256 = sha256
        self.checksums = checksums
        self.signature = signature
        self.architecture = architecture
        self.fileName = fileName
        self.recordedSource = recordedSource
        self.place = place
    }
}
