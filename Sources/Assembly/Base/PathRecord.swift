internal import Initramfs

/// One record of a `PathTable`: where name and target are, and what is at the path.
struct PathRecord {
    private static let isEmptyFlag: UInt16 = 1
    private static let isSharedFlag: UInt16 = 2

    private let nameOffset: UInt32
    private let targetOffset: UInt32
    private let nameLength: UInt16
    private let targetLength: UInt16
    /// st_mode: type and permissions.
    private let mode: UInt32
    private let flags: UInt16
    private let uid: UInt32
    private let gid: UInt32
    private let modified: UInt32
    private let major: UInt32
    private let minor: UInt32

    /// - Parameter offset: where the name's bytes will be; the target's follow.
    init(_ node: BaseNode, isEmpty: Bool, name: [UInt8], at offset: Int) {
        nameOffset = UInt32(clamping: offset)
        targetOffset = UInt32(clamping: offset + name.count)
        nameLength = UInt16(clamping: name.count)
        targetLength = UInt16(clamping: Self.target(node).count)
        mode = node.metadata.mode
        let isEmptyDirectory = node.metadata.kind == .directory && isEmpty
        flags = (isEmptyDirectory ? Self.isEmptyFlag : 0) | (node.isShared ? Self.isSharedFlag : 0)
        uid = node.metadata.uid
        gid = node.metadata.gid
        modified = node.metadata.modified
        switch node.metadata.kind {
        case .character(let major, let minor), .block(let major, let minor):
            (self.major, self.minor) = (major, minor)
        default: (major, minor) = (0, 0)
        }
    }

    /// Reads the record at `start`, which lies within `all` with its whole length.
    init(_ all: UnsafeRawBufferPointer, at start: Int) {
        func load<Value: FixedWidthInteger>(_ offset: Int) -> Value {
            Value(bigEndian: all.loadUnaligned(fromByteOffset: start + offset, as: Value.self))
        }
        nameOffset = load(0)
        targetOffset = load(4)
        nameLength = load(8)
        targetLength = load(10)
        mode = load(12)
        flags = load(16)
        uid = load(20)
        gid = load(24)
        modified = load(28)
        major = load(32)
        minor = load(36)
    }

    func encode(into writer: inout ByteWriter) {
        writer.integer(nameOffset)
        writer.integer(targetOffset)
        writer.integer(nameLength)
        writer.integer(targetLength)
        writer.integer(mode)
        writer.integer(flags)
        writer.integer(UInt16(0))
        for value in [uid, gid, modified, major, minor, 0, 0] { writer.integer(value) }
    }

    func name(_ all: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? { slice(all, nameOffset, nameLength) }

    /// What is at the path; nil for a record that makes no sense.
    func node(_ all: UnsafeRawBufferPointer) -> BaseNode? {
        let kind: EntryKind
        switch mode & 0o170000 {
        case EntryKind.regular.typeBits: kind = .regular
        case EntryKind.directory.typeBits: kind = .directory
        case EntryKind.symlink([]).typeBits:
            guard let target = slice(all, targetOffset, targetLength) else { return nil }
            kind = .symlink(Array(target))
        case EntryKind.character(major: 0, minor: 0).typeBits: kind = .character(major: major, minor: minor)
        case EntryKind.block(major: 0, minor: 0).typeBits: kind = .block(major: major, minor: minor)
        case EntryKind.fifo.typeBits: kind = .fifo
        case EntryKind.socket.typeBits: kind = .socket
        default: return nil
        }
        let metadata = EntryMetadata(kind: kind, permissions: mode, uid: uid, gid: gid, modified: modified)
        return BaseNode(
            metadata, isEmpty: flags & Self.isEmptyFlag != 0, isShared: flags & Self.isSharedFlag != 0)
    }

    /// The bytes of a symbolic link's target; none for anything else.
    static func target(_ node: BaseNode) -> [UInt8] {
        if case .symlink(let target) = node.metadata.kind { return target }
        return []
    }

    private func slice(
        _ all: UnsafeRawBufferPointer, _ offset: UInt32, _ length: UInt16
    ) -> UnsafeRawBufferPointer? {
        let start = Int(offset)
        let end = start + Int(length)
        guard end <= all.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: all[start..<end])
    }
}
