/// What an entry may do to the tree that it is unpacked over (init/initramfs.c `clean_path`, `do_name`,
/// `do_symlink`).
enum BaseRules {
    /// Checks an entry that was asked for.
    static func check(_ entry: SegmentEntry, over base: any BaseTree) throws(SegmentFault) {
        let name = entry.name
        guard !name.isRoot, let node = base.node(name) else { return }
        let old = node.metadata.kind
        switch (entry.metadata.kind, old) {
        case (.directory, .symlink):
            // The link is removed and an empty directory made in its place: the end of a merged /usr.
            throw .overSymlink(name, link: name, instead: base.resolve(name, followingLast: true))
        case (.directory, _): return
        case (_, .directory):
            // rmdir fails, and so does everything after it.
            if !node.isEmpty { throw .overDirectory(name) }
        case (.regular, .regular):
            // A file is opened with O_TRUNC and written into the inode that is there; a hard link of ours
            // replaces the name only, but which of our names comes first and carries the data is nobody's to
            // choose.
            if node.isShared { throw .overSharedFile(name) }
        case (let new, _):
            // A node of the same type stays, because mknod fails and nothing looks.
            if new.typeBits == old.typeBits, new != old, new.typeBits != EntryKind.symlink([]).typeBits {
                throw .overDevice(name)
            }
        }
    }

    /// Checks a directory that an entry needs and nobody asked for.
    static func checkParent(
        _ parent: EntryName, of name: EntryName, in base: any BaseTree
    ) throws(SegmentFault) {
        switch base.node(parent)?.metadata.kind {
        case nil, .directory: return
        case .symlink: throw .overSymlink(name, link: parent, instead: base.resolve(name))
        case .regular, .character, .block, .fifo, .socket: throw .overFile(parent, below: name)
        }
    }
}
