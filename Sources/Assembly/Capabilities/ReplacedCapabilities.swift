internal import Distributions
internal import Initramfs
internal import Machine

/// Of a root that is the initramfs itself, the capabilities of files that the image replaces: what is laid over a file
/// does not take over its rights.
enum ReplacedCapabilities {
    /// The drafts with the list of capabilities cut down to files that are still the root's own.
    static func dropped(_ drafts: [SegmentDraft], of list: CapabilityList) throws -> [SegmentDraft] {
        let path = try EntryName(StageOne.capabilitiesPath)
        guard let index = drafts.firstIndex(where: { $0.entries.contains { $0.name == path } }) else {
            return drafts
        }
        var replaced: Set<EntryName> = []
        for entry in drafts.flatMap(\.entries) where entry.metadata.kind != .directory {
            replaced.insert(entry.name)
        }
        let kept = CapabilityList(list.entries.filter { !replaced.contains($0.name) }).bytes
        var result = drafts
        let draft = drafts[index]
        result[index] = SegmentDraft(
            name: draft.name, compression: draft.compression, level: draft.level,
            entries: draft.entries.map { entry in
                guard entry.name == path else { return entry }
                var changed = entry
                changed.contents = .bytes(kept, ContentHasher.digest(kept))
                return changed
            })
        return result
    }
}
