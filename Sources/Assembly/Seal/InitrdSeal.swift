internal import Distributions
internal import Initramfs
internal import Machine

/// The end of the last segment: a list of the digests of what the image adds, and the seal, whose first line counts the
/// names below `/kimage` and whose second is the digest of that list.
///
/// A plain cpio that was cut short unpacks without a word (init/initramfs.c), and nothing notices a flipped bit in one.
/// Stage one, and the hook that dracut runs, start nothing where the seal is missing or does not fit.
enum InitrdSeal {
    /// In the form that sha256sum(1) checks.
    static let listPath = "/kimage/manifest"

    /// The drafts with the seal in place of the one that the plan has; unchanged where it has none.
    ///
    /// What proves itself is not listed: a root archive by its own checksum, an image of the root by its digest, which the
    /// list covers with the root's configuration.
    static func sealed(_ drafts: [SegmentDraft], modified: UInt32) throws -> [SegmentDraft] {
        let seal = try EntryName(StageOne.sealPath)
        guard let index = drafts.lastIndex(where: { $0.entries.contains { $0.name == seal } }) else {
            return drafts
        }
        let folder = try EntryName("/kimage")
        let unlisted = try [EntryName(StageOne.rootPath)] + rootImages()
        var entries: [EntryName: DraftEntry] = [:]
        for draft in drafts {
            for entry in draft.entries where entry.name.isWithin(folder) && entry.name != folder {
                entries[entry.name] = entry
            }
        }
        let list = try EntryName(listPath)
        entries[seal] = nil
        entries[list] = nil
        var text: [UInt8] = []
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) where !unlisted.contains(name) {
            guard let digest = entry.digest, !name.bytes.contains(0x0a), !name.bytes.contains(0x5c) else {
                continue
            }
            text += Array("\(digest.hex)  /".utf8) + name.bytes + [0x0a]
        }
        // The list itself is a name below /kimage as well.
        let lines = "\(entries.count + 1)\n\(ContentHasher.digest(text).hex)\n"
        var result = drafts
        var sealing = drafts[index].entries.filter { $0.name != seal && $0.name != list }
        sealing.append(file(list, text, modified))
        sealing.append(file(seal, Array(lines.utf8), modified))
        result[index] = SegmentDraft(
            name: drafts[index].name, compression: drafts[index].compression, level: drafts[index].level,
            entries: sealing, last: seal)
        return result
    }

    private static func rootImages() throws -> [EntryName] {
        try [.squashfs, .erofs, .ext4].map { try EntryName(RootConfiguration.imagePath($0)) }
    }

    private static func file(_ name: EntryName, _ bytes: [UInt8], _ modified: UInt32) -> DraftEntry {
        DraftEntry(
            name: name,
            metadata: EntryMetadata(
                kind: .regular, permissions: 0o644, uid: 0, gid: 0, modified: modified),
            contents: .bytes(bytes, ContentHasher.digest(bytes)))
    }
}
