internal import Distributions
internal import Initramfs
internal import Machine
internal import Recipes

/// Puts an overlay's entries into a segment: who owns them, which bits they have, where they go.
struct OverlayPlacement {
    private let overlay: OverlayTree
    private let owner: Owner
    private let origin: SourcePosition?
    private let modified: UInt32
    private var modes: [EntryName: UInt32] = [:]
    private var owners: [EntryName: Owner] = [:]
    private var capabilities: [EntryName: [UInt8]] = [:]

    /// - Throws: a finding for every path of `modes`, `owners` and `capabilities` that the overlay does not hold or that
    ///   cannot have what is asked for it.
    init(
        _ overlay: OverlayTree, owner: Owner, modes: [OverlayMode], owners: [OverlayOwner],
        capabilities: [PlannedCapability] = [], modified: UInt32, origin: SourcePosition?
    ) throws(Diagnostics) {
        self.overlay = overlay
        self.owner = owner
        self.origin = origin
        self.modified = modified
        var diagnostics = Diagnostics()
        var known: [EntryName: OverlayEntry.Content] = [:]
        if !modes.isEmpty || !owners.isEmpty || !capabilities.isEmpty {
            for entry in overlay.entries { known[entry.name] = entry.content }
        }
        for mode in modes {
            guard let (name, content) = Self.find(mode.path, "modes", known, overlay, origin, &diagnostics)
            else {
                continue
            }
            if case .symlink = content {
                diagnostics.error(
                    at: origin, "modes: \(name) is a symbolic link, which has no mode of its own")
            }
            if let other = self.modes.updateValue(mode.mode, forKey: Self.file(name, content)),
                other != mode.mode
            {
                diagnostics.error(
                    at: origin, "modes: \(name) and another name of the same file have different ones")
            }
        }
        for item in owners {
            guard let (name, content) = Self.find(item.path, "owners", known, overlay, origin, &diagnostics)
            else {
                continue
            }
            let other = self.owners.updateValue(item.owner, forKey: Self.file(name, content))
            if let other, other != item.owner {
                diagnostics.error(
                    at: origin, "owners: \(name) and another name of the same file have different ones")
            }
        }
        for item in capabilities {
            guard
                let (name, content) = Self.find(
                    item.path, "capabilities", known, overlay, origin, &diagnostics)
            else { continue }
            switch content {
            case .file, .hardLink: break
            case .directory, .symlink:
                diagnostics.error(at: origin, "capabilities: \(name) is no file, and only files have them")
                continue
            }
            let other = self.capabilities.updateValue(item.value, forKey: Self.file(name, content))
            if let other, other != item.value {
                diagnostics.error(
                    at: origin, "capabilities: \(name) and another name of the same file have different ones")
            }
        }
        if diagnostics.hasErrors { throw diagnostics }
    }

    /// Adds all entries to the segment, below `target`.
    func put(below target: EntryName, into draft: inout DraftTree, digests: inout ContentDigests) {
        var groups: [EntryName: Int] = [:]
        var files: [EntryName: (file: SourceFile, bits: UInt32)] = [:]
        for entry in overlay.entries {
            if case .hardLink(let first) = entry.content, groups[first] == nil {
                groups[first] = draft.newLinkGroup()
            }
        }
        draft.directory(target, permissions: 0o755, owner: owner, explicit: false, origin)
        for entry in overlay.entries {
            guard let path = target.isRoot ? entry.name : try? target.appending(entry.name.bytes) else {
                draft.report(origin, "\(target)\(entry.name): the path is too long for the kernel")
                continue
            }
            let owner = owners[Self.file(entry.name, entry.content)] ?? owner
            let mode = modes[Self.file(entry.name, entry.content)]
            switch entry.content {
            case .directory:
                let explicit = mode != nil || owners[entry.name] != nil
                draft.directory(path, permissions: mode ?? 0o755, owner: owner, explicit: explicit, origin)
            case .symlink(let target):
                draft.put(path, metadata(.symlink(target), 0o777, owner), .none, origin)
            case .file(let size, let executable):
                let file = SourceFile(
                    place: .overlay(overlay.source, entry.name), size: size, signature: entry.signature)
                let bits: UInt32 = executable ? 0o755 : 0o644
                let group = groups[entry.name]
                if group != nil { files[entry.name] = (file, bits) }
                put(
                    path, file, metadata(.regular, mode ?? bits, owner), group, capability(entry, &draft),
                    &draft,
                    &digests)
            case .hardLink(let first):
                // The list is sorted, so the first name has gone before.
                guard let (file, bits) = files[first] else { continue }
                put(
                    path, file, metadata(.regular, mode ?? bits, owner), groups[first],
                    capability(entry, &draft), &draft, &digests)
            }
        }
    }

    private func put(
        _ path: EntryName, _ file: SourceFile, _ metadata: EntryMetadata, _ group: Int?,
        _ capability: [UInt8]?, _ draft: inout DraftTree, _ digests: inout ContentDigests
    ) {
        do {
            draft.put(
                path, metadata, .file(file, try digests.digest(of: file)), linkGroup: group,
                capability: capability, origin)
        } catch {
            draft.report(
                origin, "overlay: \(error)", hint: "the whole overlay must be readable for who builds")
        }
    }

    /// What the recipe says of the file, else what the file has on disk.
    private func capability(_ entry: OverlayEntry, _ draft: inout DraftTree) -> [UInt8]? {
        if let asked = capabilities[Self.file(entry.name, entry.content)] { return asked }
        guard let value = entry.capability else { return nil }
        let label = "\(Printable.text(overlay.source))\(entry.name)"
        guard let sets = CapabilitySets(value) else {
            draft.report(origin, "\(CapabilityFault(path: label, value: value))")
            return nil
        }
        guard let root = sets.namespaceRoot else { return value }
        draft.warn(
            origin,
            "\(label) has capabilities of a user namespace alone, that of the user \(root) (setcap was not run by root); they are left out",
            hint:
                "say capabilities = { \"\(entry.name.description.drop { $0 == "/" })\" = \"…\" } in the recipe"
        )
        return nil
    }

    private func metadata(_ kind: EntryKind, _ permissions: UInt32, _ owner: Owner) -> EntryMetadata {
        EntryMetadata(
            kind: kind, permissions: permissions, uid: owner.uid, gid: owner.gid, modified: modified)
    }

    /// The name that stands for a file: all its names share mode and owner, as they share the inode.
    private static func file(_ name: EntryName, _ content: OverlayEntry.Content) -> EntryName {
        if case .hardLink(let first) = content { return first }
        return name
    }

    private static func find(
        _ path: String, _ key: String, _ known: [EntryName: OverlayEntry.Content], _ overlay: OverlayTree,
        _ origin: SourcePosition?, _ diagnostics: inout Diagnostics
    ) -> (EntryName, OverlayEntry.Content)? {
        guard let name = try? EntryName(path), let content = known[name] else {
            diagnostics.error(
                at: origin,
                "\(key): the overlay \(Printable.text(overlay.source)) holds no \(Printable.text(path))",
                hint: "paths are relative to the overlay")
            return nil
        }
        return (name, content)
    }
}
