internal import Glibc

/// A regular file of this machine, opened anew for every reading; a symbolic link in its place is refused.
package struct FileContents: EntryContents, Equatable {
    /// The path's bytes.
    package let path: [UInt8]
    package let size: UInt64

    /// The largest size: eight hexadecimal digits.
    package static let maximumSize: UInt64 = 0xffff_ffff

    /// For a file whose size is known, from a walk for instance; nothing is opened yet.
    ///
    /// Throws `.tooLarge`.
    package init(path: [UInt8], size: UInt64) throws(ContentsFault) {
        guard size <= Self.maximumSize else { throw .tooLarge(Escaping.printable(path), size: size) }
        self.path = path
        self.size = size
    }

    /// For a file whose size is taken now.
    ///
    /// Throws `SystemFault` where it cannot be opened, `ContentsFault` where it is no regular file or too
    /// large.
    package init(path: String) throws {
        let bytes = Array(path.utf8)
        let file = try OpenFile(bytes)
        try self.init(path: bytes, size: try file.size())
    }

    package func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard size > 0 else { return }
        let buffer = ScratchBuffer(size: Int(clamping: min(size, UInt64(ScratchBuffer.defaultSize))))
        try reading { file in
            var total: UInt64 = 0
            while total < size {
                let ask = Int(clamping: min(UInt64(buffer.memory.count), size - total))
                let got = try SystemFault.retry("read", path: label) {
                    read(file.descriptor, buffer.memory.baseAddress, ask)
                }
                guard got > 0 else { throw ContentsFault.changed(label) }
                try body(UnsafeRawBufferPointer(rebasing: buffer.memory[..<got]))
                total += UInt64(got)
            }
        }
    }

    package func write<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws {
        guard size > 0 else { return }
        try reading { file in
            guard try sink.copy(from: file.descriptor, count: size) == size else {
                throw ContentsFault.changed(label)
            }
        }
    }

    private var label: String { Escaping.printable(path) }

    /// Opens the file, makes sure that it is what it was, and after the reading that it still is.
    private func reading(_ body: (borrowing OpenFile) throws -> Void) throws {
        let file = try OpenFile(path)
        let before = try file.state()
        guard before.size == size else { throw ContentsFault.changed(label) }
        try body(file)
        // One call reads a small file at once, so only a longer reading leaves time for a change.
        if size > 64 << 10, try file.state() != before { throw ContentsFault.changed(label) }
    }
}

/// An open regular file, closed with its owner.
private struct OpenFile: ~Copyable {
    /// What changes when someone writes to the file.
    struct State: Equatable {
        let size: UInt64
        let modified: [Int]
    }

    let descriptor: Int32
    private let path: [UInt8]

    init(_ path: [UInt8]) throws(SystemFault) {
        guard !path.contains(0) else {
            throw SystemFault("open", path: Escaping.printable(path), code: EINVAL)
        }
        // O_NONBLOCK: a FIFO in its place must not make us wait for a writer.
        let opened = try SystemFault.retry("open", path: Escaping.printable(path)) {
            (path + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { name in
                    Int(
                        name.baseAddress.map { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
                            ?? -1)
                }
            }
        }
        descriptor = Int32(truncatingIfNeeded: opened)
        self.path = path
    }

    deinit { _ = close(descriptor) }

    private var label: String { Escaping.printable(path) }

    /// Throws unless it is a regular file.
    func state() throws -> State {
        var status = stat()
        _ = try SystemFault.retry("examine", path: label) { Int(fstat(descriptor, &status)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ContentsFault.notRegular(label) }
        return State(
            size: UInt64(max(0, status.st_size)),
            modified: [
                status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ])
    }

    func size() throws -> UInt64 { try state().size }
}
