internal import Distributions
internal import Initramfs
internal import Recipes

/// File capabilities of overlays and of single files.
extension SegmentAssembler {
    /// The kernel's archive format has no room for extended attributes
    /// (Documentation/driver-api/early-userspace/buffer-format.rst), and nothing of ours runs where the initramfs stays
    /// the root.
    mutating func warnOfCapabilities(_ draft: DraftTree) {
        for (name, entry) in draft.collected.sorted(by: { $0.key < $1.key }) {
            guard let sets = entry.capability.flatMap({ CapabilitySets($0) }) else { continue }
            let text = sets.text ?? "of a user namespace"
            diagnostics.warning(
                at: entry.origin,
                "the capabilities of \(name) (\(text)) are lost: it lies in the initramfs, whose archive format has no room for them",
                hint:
                    "let the running system set them: runcmd = [\"setcap …\"] in [cloud-config], where it has setcap"
            )
        }
    }

    /// The list that whoever lays the files over the root sets them by; nil where there are none.
    ///
    /// - Throws: `CapabilityFault`.
    mutating func capabilityList() throws -> PlannedSegment? {
        guard !capabilities.isEmpty else { return nil }
        if rootIsTree, !hasCapabilityProgram {
            let first = capabilities.keys.min().map(\.description) ?? ""
            diagnostics.error(
                at: nil,
                "\(first) shall have capabilities, and the root holds no program to set them",
                hint:
                    "install setcap (Debian: libcap2-bin, Alpine: libcap-setcap) or setfattr (attr) in the root"
            )
        }
        let list = CapabilityList(try capabilities.map { try FileCapability(name: $0.key, value: $0.value) })
        return PlannedSegment(
            name: "file-capabilities", compression: .none, placement: .initrd,
            items: [
                PlannedItem(
                    path: StageOne.fileCapabilitiesPath,
                    content: .file(.bytes(list.bytes), mode: 0o600, owner: .root))
            ])
    }

    private var hasCapabilityProgram: Bool {
        StageOne.capabilityPrograms.contains { path in
            let tree = isRootInitramfs ? initrdTree : rootTree
            guard let name = try? EntryName(path), let place = tree.resolve(name) else { return false }
            return tree.node(place) != nil
        }
    }
}
