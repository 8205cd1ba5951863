internal import Archives
internal import Initramfs
internal import Machine

/// An archive of a root tree, read once from its beginning to its end: the tree that unpacking it as root would leave
/// (see `RootTree`), with file capabilities, and the contents of the files that are wanted.
struct RootArchive: Sendable {
    /// One name of the tree.
    struct Entry: Sendable {
        let name: EntryName
        /// Of a hard link that of its file.
        let metadata: EntryMetadata
        /// The same for hard links.
        let inode: Int
        /// The value of security.capability.
        let capability: [UInt8]?
        /// Of a regular file that was wanted.
        let contents: SpooledContents?
    }

    /// The root directory itself.
    let root: EntryMetadata
    /// In bytewise order of their names: a directory before what lies in it. Every entry's directory is among them.
    let entries: [Entry]
    /// What the user should know.
    let notes: [String]

    /// Bytes of regular files whose contents were wanted, hard links counted once.
    var bytes: UInt64 {
        var seen: Set<Int> = []
        return entries.reduce(0) { sum, entry in
            guard let contents = entry.contents, seen.insert(entry.inode).inserted else { return sum }
            return sum &+ contents.size
        }
    }

    /// The latest time of all.
    var newest: UInt32 { entries.reduce(root.modified) { max($0, $1.metadata.modified) } }

    /// What an inode is, found where the archive has its contents.
    private struct Inode {
        var metadata: EntryMetadata
        var capability: [UInt8]?
        var contents: SpooledContents?
    }

    /// Reads an archive; can be cancelled.
    ///
    /// - Parameters:
    ///   - folder: where the contents are kept meanwhile, in a file without a name.
    ///   - wanted: whether the contents of a file of that name are kept.
    /// - Throws: `ArchiveFault` where it is none, damaged, or exceeds the limits; `RootImageFault` where unpacking it
    ///   would fail; `CapabilityFault`; `MachineFailure`; `CancellationError`.
    static func read(
        _ path: String, spoolIn folder: String, limits: ArchiveLimits = ArchiveLimits(),
        wanted: (EntryName) -> Bool = { _ in true }
    ) throws -> RootArchive {
        let spool = try RootSpool(in: folder)
        var end: UInt64 = 0
        var builder = RootTreeBuilder()
        var inodes: [Int: Inode] = [:]
        var root = EntryMetadata(kind: .directory, permissions: 0o755)
        var archive = try ForeignArchive(path: path, limits: limits)
        while let entry = try archive.next() {
            try Task.checkCancellation()
            if entry.kind == .directory, entry.plainPath.isEmpty {
                root = EntryMetadata(
                    kind: .directory, permissions: entry.permissions, uid: UInt32(clamping: entry.uid),
                    gid: UInt32(clamping: entry.gid), modified: UInt32(clamping: entry.modified))
            }
            guard let item = builder.add(entry) else { continue }
            if case .hardLink = entry.kind { continue }
            var contents: SpooledContents?
            if entry.kind == .file, wanted(item.name) {
                let start = end
                try OutputSpace.explaining("\(folder)/root", bytes: item.size) {
                    try archive.readData { bytes in
                        try spool.append(bytes)
                        end += UInt64(bytes.count)
                    }
                }
                contents = SpooledContents(spool: spool, offset: start, size: end - start)
            }
            inodes[item.inode] = Inode(
                metadata: item.metadata, capability: entry.capability, contents: contents)
        }
        return try RootArchive(root: root, builder, inodes)
    }

    private init(root: EntryMetadata, _ builder: RootTreeBuilder, _ inodes: [Int: Inode]) throws {
        self.root = root
        notes = builder.notes
        var entries: [Entry] = []
        entries.reserveCapacity(builder.items.count)
        var next = builder.inodes
        var implied: Set<EntryName> = []
        for item in builder.items.values {
            // Of a hard link to a directory's or a device's entry tar(1) makes nothing else, either.
            guard let inode = inodes[item.inode] else { continue }
            if let value = inode.capability { _ = try FileCapability(name: item.name, value: value) }
            entries.append(
                Entry(
                    name: item.name, metadata: inode.metadata, inode: item.inode,
                    capability: inode.capability, contents: inode.contents))
            var above = item.name.parent
            while let folder = above, !folder.isRoot, !implied.contains(folder) {
                if let found = builder.items[folder] {
                    guard found.metadata.kind == .directory else {
                        throw RootImageFault(
                            "the root archive has \(item.name), but what it has at \(folder) in the end is no "
                                + "folder; pack the root anew")
                    }
                    break
                }
                implied.insert(folder)
                above = folder.parent
            }
        }
        for folder in implied {
            entries.append(
                Entry(
                    name: folder, metadata: EntryMetadata(kind: .directory, permissions: 0o755), inode: next,
                    capability: nil, contents: nil))
            next += 1
        }
        self.entries = entries.sorted { $0.name < $1.name }
    }
}
