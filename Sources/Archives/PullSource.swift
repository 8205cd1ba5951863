/// A caller's stream of bytes on its way into libarchive: one buffer, and the error that stopped it.
///
/// A class because libarchive's callback gets a pointer to it; it never leaves the thread of its archive.
final class PullSource {
    private let read: (UnsafeMutableRawBufferPointer) throws -> Int
    private let buffer: UnsafeMutableRawBufferPointer
    /// Bytes that `peek` has read and `next` has not handed out yet.
    private var peeked: Int?
    private(set) var failure: (any Error)?

    init(_ read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        self.read = read
        buffer = .allocate(byteCount: 256 << 10, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The next bytes, valid until the next call; empty at the end; nil after a failure.
    func next() -> UnsafeRawBufferPointer? {
        if let count = peeked {
            peeked = nil
            return UnsafeRawBufferPointer(rebasing: buffer[..<count])
        }
        guard failure == nil else { return nil }
        do {
            let count = try read(buffer)
            guard count >= 0, count <= buffer.count else {
                failure = ArchiveFault(.cannotRead, "the source claims \(count) bytes in a smaller buffer")
                return nil
            }
            return UnsafeRawBufferPointer(rebasing: buffer[..<count])
        } catch {
            failure = error
            return nil
        }
    }

    /// The first bytes without consuming them; fills the buffer as far as the source goes.
    func peek() -> UnsafeRawBufferPointer? {
        var filled = 0
        do {
            while filled < buffer.count {
                let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                guard count > 0, count <= buffer.count - filled else { break }
                filled += count
            }
        } catch {
            failure = error
            return nil
        }
        peeked = filled
        return UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    }
}
