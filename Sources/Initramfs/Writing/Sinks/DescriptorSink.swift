internal import Glibc
internal import SystemCalls

/// Writes to an open file through a buffer of 1 MiB, so that a header, a name and a small file cost no call
/// each.
///
/// The descriptor stays the caller's. `flush` (or `finish`) must be called at the end: what is still in the
/// buffer when this value goes is lost.
package struct DescriptorSink: ByteSink, ~Copyable {
    private let descriptor: Int32
    private let buffer: ScratchBuffer
    private var filled = 0
    private let directSize: UInt64?
    private var canCopyRanges = true
    /// Bytes taken so far, those in the buffer included.
    package private(set) var count: UInt64 = 0

    /// - Parameters:
    ///   - descriptor: open for writing, at the position where the bytes go.
    ///   - directSize: files of at least so many bytes are copied within the kernel (copy_file_range(2)),
    ///     where both lie on one file system that can do it; nil never does. Below 64 KiB it costs more than
    ///     it saves.
    package init(descriptor: Int32, directSize: UInt64? = 64 << 10) {
        self.descriptor = descriptor
        self.directSize = directSize
        buffer = ScratchBuffer(size: 1 << 20)
    }

    /// Throws `SystemFault` where a write fails.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        count += UInt64(bytes.count)
        if bytes.count > buffer.memory.count - filled { try flush() }
        if bytes.count >= buffer.memory.count {
            try writeThrough(bytes)
        } else if !bytes.isEmpty {
            UnsafeMutableRawBufferPointer(rebasing: buffer.memory[filled...]).copyMemory(from: bytes)
            filled += bytes.count
        }
    }

    package mutating func copy(from source: Int32, count wanted: UInt64) throws -> UInt64 {
        var total: UInt64 = 0
        if let directSize, wanted >= directSize, canCopyRanges {
            try flush()
            total = try copyRange(from: source, count: wanted)
        }
        while total < wanted {
            if filled == buffer.memory.count { try flush() }
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.memory[filled...])
            let ask = Int(clamping: min(UInt64(room.count), wanted - total))
            let got = try SystemFault.retry("read") { read(source, room.baseAddress, ask) }
            if got == 0 { break }
            filled += got
            total += UInt64(got)
        }
        count += total
        return total
    }

    /// Writes out what is in the buffer.
    package mutating func flush() throws {
        let ready = UnsafeRawBufferPointer(rebasing: buffer.memory[..<filled])
        filled = 0
        try writeThrough(ready)
    }

    /// Writes out what is in the buffer; the sink ends here.
    package consuming func finish() throws { try flush() }

    private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let wrote = try SystemFault.retry("write") {
                Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[wrote...])
        }
    }

    /// Copies within the kernel as far as that goes; the caller reads the rest.
    private mutating func copyRange(from source: Int32, count wanted: UInt64) throws -> UInt64 {
        var total: UInt64 = 0
        while total < wanted {
            let ask = Int(clamping: min(wanted - total, 1 << 30))
            let done = LinuxCall.copyRange(from: source, to: descriptor, count: ask)
            if done > 0 {
                total += UInt64(done)
            } else if done == 0 {
                // The end, or a file system that says 0 for what it cannot copy: reading tells.
                break
            } else if errno != EINTR {
                // Another file system (EXDEV), none that can (EINVAL, EOPNOTSUPP, ENOSYS, EBADF, EPERM), a
                // full one (ENOSPC): reading and writing either work or give the error that counts.
                canCopyRanges = false
                break
            }
        }
        return total
    }
}
