internal import Archives
package import Initramfs

/// What unpacking an archive of a root tree leaves, as a tool that unpacks it as root would: a later entry of a path
/// replaces an earlier one, and paths lead through the symbolic links that earlier entries have made.
package struct RootTree: Sendable {
    /// One name of the tree.
    package struct Item: Sendable {
        package let name: EntryName
        package let metadata: EntryMetadata
        /// The same for hard links, counted from 0.
        package let inode: Int
        /// Bytes of a regular file.
        package let size: UInt64

        package init(name: EntryName, metadata: EntryMetadata, inode: Int, size: UInt64) {
            self.name = name
            self.metadata = metadata
            self.inode = inode
            self.size = size
        }
    }

    /// In bytewise order of their names; the root itself is not among them.
    package let items: [Item]
    /// Numbers of inodes are less than this.
    package let inodes: Int
    /// What the user should know.
    package let notes: [String]

    /// Bytes of regular files, hard links counted once.
    package var bytes: UInt64 {
        var seen: Set<Int> = []
        return items.reduce(0) { sum, item in
            item.metadata.kind == .regular && seen.insert(item.inode).inserted ? sum &+ item.size : sum
        }
    }

    /// Reads an archive. Something that is none (a file system image) gives a tree without items and a note.
    ///
    /// - Throws: `ArchiveFault` where it is damaged or exceeds the limits.
    package static func read(_ path: String) throws -> RootTree {
        var builder = Builder()
        do {
            try read(path, into: &builder)
        } catch {
            guard error.code == .unknownFormat else { throw error }
            builder.notes.append(
                "the root image is no archive, so symbolic links in it are not known: files are placed by their "
                    + "paths")
        }
        let items = builder.items.values.sorted { $0.name < $1.name }
        return RootTree(items: items, inodes: builder.inodes, notes: builder.notes)
    }

    private static func read(_ path: String, into builder: inout Builder) throws(ArchiveFault) {
        var archive = try ForeignArchive(path: path)
        while let entry = try archive.next() { builder.add(entry) }
    }

    private struct Builder {
        private var tree = BaseTable()
        private(set) var items: [EntryName: Item] = [:]
        var notes: [String] = []
        private(set) var inodes = 0

        mutating func add(_ entry: ForeignEntry) {
            guard let written = try? EntryName(entry.plainPath), !written.isRoot,
                let name = tree.resolve(written, followingLast: entry.kind == .directory), !name.isRoot
            else { return }
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
                    return
                }
                (kind, inode, size) = (original.metadata.kind, original.inode, original.size)
            }
            inodes += 1
            let metadata = EntryMetadata(
                kind: kind, permissions: entry.permissions, uid: UInt32(clamping: entry.uid),
                gid: UInt32(clamping: entry.gid), modified: UInt32(clamping: entry.modified))
            tree.set(name, metadata)
            items[name] = Item(name: name, metadata: metadata, inode: inode, size: size)
        }
    }
}
