/// What a part of a base is for.
package enum ArtifactRole: String, Sendable, CaseIterable, Codable {
    case kernel
    case initrd
    /// The root: an archive of its tree, or an image of a file system, as the system has it.
    case root
    /// A busybox that needs no libraries: the programs of stage one where the base's initramfs has none.
    case busybox
}
