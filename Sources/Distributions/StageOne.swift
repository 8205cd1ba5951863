import Initramfs
import Recipes

/// The boot of a base that is a root tree: a readable init in the initramfs unpacks the tree to a tmpfs, lays the
/// image's files over it and switches root, so that container runtimes find a root they can pivot from.
package enum StageOne {
    /// The segment of stage one itself.
    static let programName = "stage-one"
    /// Where the root archive lies in the initramfs.
    package static let rootPath = "/kimage/root.tar.gz"
    /// The root's file capabilities, which newc has no room for.
    package static let capabilitiesPath = "/kimage/capabilities"
    /// File capabilities of what is laid over the root, in the same form.
    package static let fileCapabilitiesPath = capabilitiesPath + ".files"
    /// Where the programs lie that set them, in the order in which stage one looks for them.
    package static let capabilityPrograms = [
        "/usr/bin/setfattr", "/bin/setfattr", "/usr/sbin/setcap", "/sbin/setcap", "/usr/bin/setcap",
    ]
    /// Names and targets of links of the root that busybox' tar may not read.
    package static let namesPath = "/kimage/names"
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
            name: programName, compression: .none, placement: .initrd,
            items: [
                PlannedItem(path: "/" + filesPrefix, content: .directory(mode: 0o755, owner: .root)),
                PlannedItem(
                    path: "/init",
                    content: .file(.bytes(PackageResources.stage_one_sh), mode: 0o755, owner: .root)),
            ] + StageOneScripts.items)
    }

    /// The programs of stage one, for a base without an initramfs of its own. The kernel starts /init by the /bin/sh
    /// that its first line names; the other applets' links stage one makes itself.
    package static func busyboxSegment() -> PlannedSegment {
        PlannedSegment(
            name: "busybox", compression: .none, placement: .initrd,
            items: [
                PlannedItem(path: "/bin", content: .directory(mode: 0o755, owner: .root)),
                PlannedItem(
                    path: "/bin/busybox", content: .file(.artifact(.busybox), mode: 0o755, owner: .root)),
                PlannedItem(path: "/bin/sh", content: .symlink(target: "busybox")),
            ])
    }

    /// The segments with what only reading the root archive tells, next to the archive; unchanged where they hold none.
    ///
    /// - Parameters:
    ///   - capabilities: the list of the root's file capabilities as `CapabilityList` writes it; empty: there are none.
    ///   - names: paths and links of the root of which stage one must see that they are there, as
    ///     `CapabilityList.names` writes them.
    package static func adding(
        capabilities: [UInt8], names: [UInt8] = [], to segments: [PlannedSegment]
    ) -> [PlannedSegment] {
        let root = segments.firstIndex { segment in segment.items.contains { $0.path == rootPath } }
        guard let root else { return segments }
        return inserting(
            facts([(capabilitiesPath, capabilities), (namesPath, names)]), after: root, in: segments)
    }

    /// The segments with the capabilities that the root's files had, where it comes in a form that does not carry them:
    /// the initramfs itself, which newc has no room for them in, or an NFS export, which hands out no such attributes.
    package static func adding(
        capabilities: [UInt8], to segments: [PlannedSegment], of root: PlannedRoot
    ) -> [PlannedSegment] {
        let program = segments.firstIndex { $0.name == programName }
        switch root.format {
        case .cpio: return inserting(facts([(capabilitiesPath, capabilities)]), after: -1, in: segments)
        case .tree:
            return inserting(facts([(capabilitiesPath, capabilities)]), after: program ?? -1, in: segments)
        case .archive, .squashfs, .erofs, .ext4: return segments
        }
    }

    private static func facts(_ lists: [(path: String, bytes: [UInt8])]) -> PlannedSegment? {
        let items = lists.filter { !$0.bytes.isEmpty }.map { path, bytes in
            PlannedItem(path: path, content: .file(.bytes(bytes), mode: 0o600, owner: .root))
        }
        return items.isEmpty
            ? nil
            : PlannedSegment(name: "root-facts", compression: .none, placement: .initrd, items: items)
    }

    private static func inserting(
        _ segment: PlannedSegment?, after index: Int, in segments: [PlannedSegment]
    ) -> [PlannedSegment] {
        guard let segment else { return segments }
        var result = segments
        result.insert(segment, at: index + 1)
        return result
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
    static func memory(_ root: PlannedRoot, userSpaceKiB: Int) -> MemoryTraits {
        guard root.format == .archive else { return MemoryTraits(userSpaceKiB: userSpaceKiB) }
        return MemoryTraits(secondRootFraction: 0.75, userSpaceKiB: userSpaceKiB, transientKiB: 2048)
    }
}
