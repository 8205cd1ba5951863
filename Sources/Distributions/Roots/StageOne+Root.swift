import Initramfs
import Recipes

/// What the segments of stage one hold beyond the plan once the root is made.
extension StageOne {
    /// The segments with the drivers, the root's configuration and, of a root in RAM, its image: all of them right after
    /// stage one itself.
    ///
    /// - Parameters:
    ///   - image: bytes and SHA-256 of the image of the root tree; nil where none was made.
    ///   - verity: the hash tree that it ends with.
    ///   - drivers: modules and programs of the root tree that stage one needs.
    package static func completed(
        _ segments: [PlannedSegment], root: PlannedRoot, image: (bytes: UInt64, sha256: String)?,
        verity: VerityTree? = nil, drivers: [PlannedItem]
    ) -> [PlannedSegment] {
        guard !root.isNative, !root.isPlain, root.format != .cpio,
            let program = segments.firstIndex(where: { $0.name == programName })
        else { return segments }
        var added: [PlannedSegment] = []
        if !drivers.isEmpty {
            added.append(
                PlannedSegment(
                    name: "drivers", compression: root.compression, level: root.level, placement: .initrd,
                    items: drivers))
        }
        let text = RootConfiguration.text(root, image: image, verity: verity)
        added.append(
            PlannedSegment(
                name: "root-configuration", compression: .none, placement: .initrd,
                items: [
                    PlannedItem(
                        path: RootConfiguration.path,
                        content: .file(.bytes(Array(text.utf8)), mode: 0o644, owner: .root))
                ]))
        if root.type == .ram, root.format.isImage {
            // It is compressed already.
            added.append(
                PlannedSegment(
                    name: "root", compression: .none, placement: .initrd,
                    items: [
                        PlannedItem(
                            path: RootConfiguration.imagePath(root.format),
                            content: .file(.rootImage, mode: 0o600, owner: .root))
                    ]))
        }
        var result = segments
        result.insert(contentsOf: added, at: program + 1)
        return result
    }
}
