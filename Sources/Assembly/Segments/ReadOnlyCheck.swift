internal import Initramfs
internal import Planning
internal import Recipes

/// Whether something is laid over a folder that is a read-only image in the running system: the copy would fail at boot.
enum ReadOnlyCheck {
    /// - Throws: `Diagnostics`, one for each file or link.
    static func check(_ drafts: [SegmentDraft], _ plan: Plan) throws {
        guard !plan.readOnly.isEmpty else { return }
        var diagnostics = Diagnostics()
        for prefix in prefixes(plan) {
            for folder in plan.readOnly {
                let place = try EntryName(prefix + folder)
                for draft in drafts {
                    for entry in draft.entries
                    where entry.metadata.kind != .directory && entry.name.isWithin(place) {
                        diagnostics.error(
                            at: entry.origin,
                            "\(try EntryName(entry.name.bytes.dropFirst(prefix.utf8.count))) lies in \(folder), which is a "
                                + "read-only image in \(plan.base.title)", hint: "put it into /etc or /opt")
                    }
                }
            }
        }
        if diagnostics.hasErrors { throw diagnostics }
    }

    /// Folders of the initramfs that are laid over the root.
    static func prefixes(_ plan: Plan) -> Set<String> {
        Set(
            plan.segments.compactMap { segment in
                if case .root(let prefix) = segment.placement { prefix } else { nil }
            })
    }
}
