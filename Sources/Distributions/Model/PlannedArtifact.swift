/// One part of a base and where it comes from.
package struct PlannedArtifact: Sendable, Equatable {
    package var role: ArtifactRole
    /// `https://…`, `http://…`, an absolute path, or `apt:NAME`.
    package var source: String
    /// A path inside the archive that `source` names.
    package var member: String?
    /// 64 hexadecimal digits that the recipe demands of the source.
    package var sha256: String?
    /// The address of the publisher's checksum list.
    package var checksums: String?
    /// Who must have signed it.
    package var signature: PlannedSignature?

    package init(
        role: ArtifactRole, source: String, member: String? = nil, sha256: String? = nil,
        checksums: String? = nil, signature: PlannedSignature? = nil
    ) {
        self.role = role
        self.source = source
        self.member = member
        self.sha256 = sha256
        self.checksums = checksums
        self.signature = signature
    }
}
