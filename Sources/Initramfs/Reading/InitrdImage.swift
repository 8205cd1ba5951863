/// What reading an initrd found.
package struct InitrdImage: Sendable {
    /// What was read.
    package let source: InputSource
    let limits: ReadLimits
    let support: KernelSupport
    /// In the order of the file.
    package let segments: [InitrdSegment]
    /// The tree after the last segment.
    package let tree: UnpackedTree
    /// Entries of all segments.
    package let entries: Int
    /// What the kernel makes of it.
    package let verdict: KernelVerdict

    /// The contents of a regular file in the tree, symbolic links followed.
    ///
    /// Reads the file again: plain segments at the place itself, compressed ones from their start. Throws
    /// `ReadFault.notFound` for anything but a regular file, `.limit(.fileSize)` for more than `limit` bytes.
    package func contents(of path: EntryName, limit: Int = 16 << 20) throws -> [UInt8] {
        guard let (number, _) = tree.lookup(path.bytes, follow: true), tree.nodes[Int(number)].isRegular
        else {
            throw ReadFault.notFound(path.description)
        }
        let node = tree.nodes[Int(number)]
        guard node.size <= UInt64(max(0, limit)) else {
            throw ReadFault.limit(.fileSize(UInt64(max(0, limit))))
        }
        guard node.size > 0, segments.indices.contains(Int(node.segment)) else { return [] }
        let segment = segments[Int(node.segment)]
        let decoder = StreamDecoders.decoder(for: segment.header, support: support, limits: limits)
        guard let decoder else { return try source.bytes(at: node.origin, count: Int(node.size)) }
        let range = RangeSink(start: node.origin, count: Int(node.size))
        do throws(DecodeStop) {
            _ = try decoder.decode(InputCursor(source, at: segment.start), into: range)
        } catch {
            if case .failed(let fault) = error { throw fault }
        }
        return range.bytes
    }
}

/// Keeps a range of a stream and ends it there.
private final class RangeSink: DecodedSink {
    private(set) var bytes: [UInt8] = []
    private let start: UInt64
    private let count: Int
    private var position: UInt64 = 0

    init(start: UInt64, count: Int) {
        self.start = start
        self.count = count
    }

    func accept(_ piece: UnsafeRawBufferPointer) throws(DecodeStop) {
        let end = position + UInt64(piece.count)
        if end > start {
            let skipped = start > position ? Int(start - position) : 0
            let wanted = min(piece.count - skipped, count - bytes.count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[skipped..<(skipped + wanted)]))
        }
        position = end
        if bytes.count >= count { throw .ended }
    }
}
