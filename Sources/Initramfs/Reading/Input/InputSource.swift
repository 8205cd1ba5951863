internal import Glibc

/// The bytes of an initrd: a file, read by position, or memory. Never mapped, as a mapped file that is cut kills its
/// reader, and never loaded as a whole.
package final class InputSource: Sendable {
    private enum Store: Sendable {
        case file(FileStore)
        case memory([UInt8])
    }

    private let store: Store
    /// Size in bytes, as it was when the source was made.
    package let size: UInt64
    /// The path, for messages.
    package let path: String

    /// Opens a regular file (or a symbolic link to one).
    ///
    /// Throws `ReadFault.cannotOpen` or `.notARegularFile`; never waits for a FIFO's writer.
    package init(path: String) throws(ReadFault) {
        let raw = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard raw >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        let file = FileStore(OwnedDescriptor(adopting: raw))
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw .cannotOpen(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        store = .file(file)
        size = UInt64(clamping: status.st_size)
        self.path = path
    }

    /// Wraps bytes that are in memory already.
    package init(bytes: [UInt8], name: String = "memory") {
        store = .memory(bytes)
        size = UInt64(bytes.count)
        path = name
    }

    /// Fills `target` from `offset` on, as far as there are bytes; returns how many there were (0 only at the end).
    package func read(at offset: UInt64, into target: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int
    {
        guard offset < size, let base = target.baseAddress else { return 0 }
        let wanted = Int(min(UInt64(target.count), size - offset))
        switch store {
        case .memory(let bytes):
            bytes.withUnsafeBytes { source in
                if let from = source.baseAddress {
                    base.copyMemory(from: from + Int(offset), byteCount: wanted)
                }
            }
            return wanted
        case .file(let file):
            return try file.read(path, at: offset, into: base, count: wanted)
        }
    }

    /// The bytes from `offset` on, at most `count` of them.
    package func bytes(at offset: UInt64, count: Int) throws(ReadFault) -> [UInt8] {
        guard offset < size, count > 0 else { return [] }
        var result = [UInt8](repeating: 0, count: Int(min(UInt64(count), size - offset)))
        var failure: ReadFault?
        result.withUnsafeMutableBytes { target in
            do throws(ReadFault) { _ = try read(at: offset, into: target) } catch { failure = error }
        }
        if let failure { throw failure }
        return result
    }
}

/// An open file; a class of its own because a descriptor cannot be copied and an enum's payload would be.
private final class FileStore: Sendable {
    private let descriptor: OwnedDescriptor

    init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

    func read(
        _ path: String, at offset: UInt64, into base: UnsafeMutableRawPointer, count: Int
    ) throws(ReadFault) -> Int {
        var done = 0
        while done < count {
            let position = offset + UInt64(done)
            let got = pread(descriptor.raw, base + done, count - done, off_t(clamping: position))
            if got < 0 {
                if errno == EINTR { continue }
                throw .cannotRead(path: path, offset: position, errno: errno)
            }
            if got == 0 { throw .shrank(path: path, offset: position) }
            done += got
        }
        return done
    }
}
