internal import Initramfs
internal import Machine

/// Root archives that were read before, by digest: reading one takes a second for some hundred megabytes.
extension RootTree {
    /// Raised whenever reading finds something else in the same archive.
    private static let format = "kimage root tree 1"

    /// The tree of a root archive, from the cache or from the archive.
    ///
    /// - Throws: `ArchiveFault` as `read(_:)`, `MachineFailure`.
    package static func load(_ root: ImagePart, cache: CacheFolder) throws -> RootTree {
        let path = try cache.folder("index") + "/tree-\(root.digest.hex)"
        if let bytes = CacheFile.read(path, format: format), let tree = RootTree(bytes) {
            CacheSweep.touch(path)
            return tree
        }
        let tree = try read(root.path)
        try CacheFile.write(tree.encoded, to: path, format: format)
        return tree
    }

    private var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.integer(UInt64(inodes))
        writer.integer(UInt64(notes.count))
        for note in notes { writer.counted(note) }
        writer.integer(UInt64(items.count))
        for item in items { item.encode(into: &writer) }
        return writer.bytes
    }

    private init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let inodes = reader.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
            let noteCount = reader.count(ofRecords: 8)
        else { return nil }
        var notes: [String] = []
        for _ in 0..<noteCount {
            guard let note = reader.text() else { return nil }
            notes.append(note)
        }
        guard let count = reader.count(ofRecords: Item.smallestSize) else { return nil }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count {
            guard let item = Item(&reader), item.inode < inodes else { return nil }
            items.append(item)
        }
        guard reader.isAtEnd else { return nil }
        self.init(items: items, inodes: inodes, notes: notes)
    }
}

extension RootTree.Item {
    /// Bytes of an item without a name.
    fileprivate static let smallestSize = 8 + 4 + 4 * 4 + 8 + 8

    fileprivate func encode(into writer: inout ByteWriter) {
        writer.counted(name.bytes)
        var code: UInt32 = 0
        var details: [UInt8] = []
        switch metadata.kind {
        case .regular: code = 0
        case .directory: code = 1
        case .symlink(let target): (code, details) = (2, target)
        case .character(let major, let minor): (code, details) = (3, Self.device(major, minor))
        case .block(let major, let minor): (code, details) = (4, Self.device(major, minor))
        case .fifo: code = 5
        case .socket: code = 6
        }
        writer.integer(code)
        writer.counted(details)
        for word in [metadata.permissions, metadata.uid, metadata.gid, metadata.modified] {
            writer.integer(word)
        }
        writer.integer(UInt64(inode))
        writer.integer(size)
    }

    fileprivate init?(_ reader: inout ByteReader) {
        guard let bytes = reader.counted(), let name = try? EntryName(bytes), name.bytes == bytes,
            let code = reader.integer(UInt32.self), let details = reader.counted(),
            let kind = Self.kind(code, details),
            let permissions = reader.integer(UInt32.self), let uid = reader.integer(UInt32.self),
            let gid = reader.integer(UInt32.self), let modified = reader.integer(UInt32.self),
            let inode = reader.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
            let size = reader.integer(UInt64.self)
        else { return nil }
        self.init(
            name: name,
            metadata: EntryMetadata(
                kind: kind, permissions: permissions, uid: uid, gid: gid, modified: modified),
            inode: inode, size: size)
    }

    private static func device(_ major: UInt32, _ minor: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.integer(major)
        writer.integer(minor)
        return writer.bytes
    }

    private static func kind(_ code: UInt32, _ details: [UInt8]) -> EntryKind? {
        var numbers = ByteReader(details)
        switch code {
        case 0: return .regular
        case 1: return .directory
        case 2: return .symlink(details)
        case 3, 4:
            guard let major = numbers.integer(UInt32.self), let minor = numbers.integer(UInt32.self) else {
                return nil
            }
            return code == 3 ? .character(major: major, minor: minor) : .block(major: major, minor: minor)
        case 5: return .fifo
        case 6: return .socket
        default: return nil
        }
    }
}
