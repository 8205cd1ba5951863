package import Initramfs
internal import Machine

/// A listed file as the contents of an entry: opened without following links, and compared with the listing before and
/// after it is read.
extension SourceFile: EntryContents {
    package func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = try open()
        var rest = size
        try descriptor.forEachChunk { chunk in
            // One byte more than was listed is noticed by `verify`; it must not reach the archive.
            let count = Int(clamping: min(rest, UInt64(chunk.count)))
            if count > 0 { try body(UnsafeRawBufferPointer(rebasing: chunk[..<count])) }
            rest -= UInt64(count)
        }
        try verify(descriptor)
    }

    package func write<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws {
        let descriptor = try open()
        let copied = try sink.copy(from: descriptor.rawValue, count: size)
        try verify(descriptor)
        guard copied == size else { throw changed() }
    }
}
