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
        var builder = RootTreeBuilder()
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

    private static func read(_ path: String, into builder: inout RootTreeBuilder) throws(ArchiveFault) {
        var archive = try ForeignArchive(path: path)
        while let entry = try archive.next() { builder.add(entry) }
    }
}
