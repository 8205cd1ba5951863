import Initramfs
import Recipes

/// How files reach the root of a system whose initramfs is dracut's: a hook of ours, run before dracut switches to the
/// root, copies them there. Nothing else of an initramfs survives that switch.
enum DracutFiles {
    /// Below this folder of the initramfs lies what is laid over the root.
    static let placement = PlannedPlacement.root(prefix: StageOne.filesPrefix)

    /// The hook that checks the seal: it stands before everything that could be cut off.
    static var sealCheck: PlannedSegment {
        PlannedSegment(
            name: "seal-check", compression: .none, placement: .initrd,
            items: [hook("cmdline/00-kimage-seal.sh", PackageResources.dracut_seal_sh)])
    }

    /// The hook and the folder that it copies. dracut runs what lies in the folders of its hooks, in order of the names
    /// (dracut.sh, `source_hook`); appended segments can add to them.
    static func segment(_ more: [PlannedItem] = []) -> PlannedSegment {
        PlannedSegment(
            name: "dracut-hooks", compression: .none, placement: .initrd,
            items: [
                PlannedItem(
                    path: "/" + StageOne.filesPrefix, content: .directory(mode: 0o755, owner: .root)),
                hook("pre-pivot/90-kimage-files.sh", PackageResources.dracut_files_sh),
            ] + more)
    }

    /// A hook: `STAGE/NN-NAME.sh`.
    static func hook(_ name: String, _ script: [UInt8]) -> PlannedItem {
        PlannedItem(
            path: "/usr/lib/dracut/hooks/\(name)", content: .file(.bytes(script), mode: 0o755, owner: .root))
    }
}
