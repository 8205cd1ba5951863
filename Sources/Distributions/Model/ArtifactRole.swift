/// What a part of a base is for.
package enum ArtifactRole: String, Sendable, CaseIterable, Codable {
    case kernel
    case initrd
    /// An archive of the root tree.
    case root
}
