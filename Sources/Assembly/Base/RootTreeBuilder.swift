internal import Archives
internal import Initramfs

/// Takes the entries of an archive in their order and keeps what unpacking them leaves.
struct RootTreeBuilder {
    private var tree = BaseTable()
    private(set) var items: [EntryName: RootTree.Item] = [:]
    /// What the user should know.
    var notes: [String] = []
    /// Numbers of inodes are less than this.
    private(set) var inodes = 0

    /// Takes one entry.
    ///
    /// - Returns: what it made; nil where it makes nothing: the root itself, a path that leads out of the tree, a hard
    ///   link to what is not there.
    @discardableResult
    mutating func add(_ entry: ForeignEntry) -> RootTree.Item? {
        guard let written = try? EntryName(entry.plainPath), !written.isRoot,
            let name = tree.resolve(written, followingLast: entry.kind == .directory), !name.isRoot
        else { return nil }
        var inode = inodes
        var size = entry.size ?? 0
        let kind: EntryKind
        switch entry.kind {
        case .file: kind = .regular
        case .directory: kind = .directory
        case .symlink(let target): kind = .symlink(target)
        case .character(let major, let minor): kind = .character(major: major, minor: minor)
        case .block(let major, let minor): kind = .block(major: major, minor: minor)
        case .fifo: kind = .fifo
        case .socket: kind = .socket
        case .hardLink(let target):
            guard let first = try? EntryName(ForeignEntry.plain(target)),
                let resolved = tree.resolve(first),
                let original = items[resolved]
            else {
                notes.append("the root archive links \(name) to a file that it does not hold")
                return nil
            }
            (kind, inode, size) = (original.metadata.kind, original.inode, original.size)
        }
        inodes += 1
        let metadata = EntryMetadata(
            kind: kind, permissions: entry.permissions, uid: UInt32(clamping: entry.uid),
            gid: UInt32(clamping: entry.gid), modified: UInt32(clamping: entry.modified))
        tree.set(name, metadata)
        let item = RootTree.Item(name: name, metadata: metadata, inode: inode, size: size)
        items[name] = item
        return item
    }
}
