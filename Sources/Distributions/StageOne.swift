import Initramfs
import Recipes

/// The boot of a base that is a root tree: a readable init in the initramfs unpacks the tree to a tmpfs, lays the
/// image's files over it and switches root, so that container runtimes find a root they can pivot from.
package enum StageOne {
    /// Where the root archive lies in the initramfs.
    package static let rootPath = "/kimage/root.tar.gz"
    /// Below this folder lies what is laid over the root.
    package static let filesPrefix = "kimage/files"
    /// The last file of the last segment: where it is missing, the initrd did not arrive whole.
    package static let sealPath = "/kimage/complete"

    /// The root archive as it is: compressing it again would only cost.
    static func rootSegment() -> PlannedSegment {
        PlannedSegment(
            name: "root", compression: .none, placement: .initrd,
            items: [
                PlannedItem(path: rootPath, content: .file(.artifact(.root), mode: 0o600, owner: .root))
            ])
    }

    /// The init, which replaces the one of the base's initramfs: the kernel keeps the later entry of a name.
    static func programSegment() -> PlannedSegment {
        PlannedSegment(
            name: "stage-one", compression: .none, placement: .initrd,
            items: [
                PlannedItem(path: "/" + filesPrefix, content: .directory(mode: 0o755, owner: .root)),
                PlannedItem(
                    path: "/init",
                    content: .file(.bytes(PackageResources.stage_one_sh), mode: 0o755, owner: .root)),
            ])
    }

    static func sealSegment() -> PlannedSegment {
        PlannedSegment(
            name: "seal", compression: .none, placement: .initrd,
            items: [
                PlannedItem(
                    path: sealPath,
                    content: .file(.bytes(Array("complete\n".utf8)), mode: 0o644, owner: .root))
            ])
    }

    /// The second root takes at most three quarters of the RAM unless the command line says otherwise.
    static func memory(userSpaceKiB: Int) -> MemoryTraits {
        MemoryTraits(secondRootFraction: 0.75, userSpaceKiB: userSpaceKiB, transientKiB: 2048)
    }
}
