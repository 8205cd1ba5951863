/// Where reading an initrd can go on without reading what comes before: everything the reader knows between two segments.
///
/// What a kernel makes of the bytes up to there depends on those bytes alone, so a checkpoint of one file is good for
/// every file that begins with the same bytes. Whoever keeps one must know by digests that those bytes are the same and
/// that the checkpoint is as the reader made it; here it is only checked that it fits together.
package struct ReadCheckpoint: Sendable {
    /// Raised whenever the reader finds something else in the same bytes, or writes it down in another way.
    package static let format = "kimage read checkpoint 1"

    /// What it holds, for a file.
    package let bytes: [UInt8]

    /// Bytes that were kept.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The state of a run; nil where it is none between two segments, or has something to warn of: warnings are told
    /// by those who read everything.
    init?(_ run: Unpacker) {
        let entries = run.entries
        guard run.parser.message == nil, run.parser.position == run.cursor.position,
            run.parser.state == .start || run.parser.state == .reset,
            entries.openName == nil, entries.warnings.isEmpty, !entries.hasDamage,
            entries.furtherWarnings == 0, entries.tree.links.isEmpty,
            !run.segments.isEmpty || entries.segment != nil
        else { return nil }
        var writer = RecordWriter()
        for number in [
            run.cursor.position, run.unpackedBytes, run.parser.nextHeader, run.parser.headerStart,
            entries.directoryNameBytes,
        ] { writer.number(number) }
        for number in [entries.entries, entries.directoryEntries] { writer.number(number) }
        writer.word(run.parser.state == .reset ? UInt32(1) : 0)
        writer.word(UInt32(Self.states.firstIndex(of: run.parser.nextState) ?? 0))
        let open = entries.segment.map { [$0] } ?? []
        writer.number(run.segments.count)
        writer.number(open.count)
        for segment in run.segments + open { segment.encode(into: &writer) }
        entries.tree.encode(into: &writer)
        bytes = writer.bytes
    }

    private static let states: [NewcParser.State] = [
        .start, .collect, .gotHeader, .skip, .gotName, .copyFile, .gotSymlink, .reset,
    ]

    /// Brings a run that has read nothing into the state; false, and the run is as it was, where this is no checkpoint
    /// of such a file.
    func restore(_ run: Unpacker, reader: InitrdReader) throws(ReadFault) -> Bool {
        var fault: ReadFault?
        let isRestored = bytes.withUnsafeBytes { bytes in
            var record = RecordReader(bytes)
            do throws(RecordReader.Misfit) {
                try restore(run, &record) { compression, start throws(RecordReader.Misfit) in
                    guard compression != .none else { return StreamHeader(Compression.none) }
                    do throws(ReadFault) {
                        let head = try reader.source.bytes(at: start, count: StreamHeader.length)
                        return StreamHeader(compression: compression, bytes: head, support: reader.support)
                    } catch {
                        fault = error
                        throw RecordReader.Misfit()
                    }
                }
                return true
            } catch {
                return false
            }
        }
        if let fault { throw fault }
        return isRestored
    }

    private func restore(
        _ run: Unpacker, _ record: inout RecordReader,
        header: (Compression, UInt64) throws(RecordReader.Misfit) -> StreamHeader
    ) throws(RecordReader.Misfit) {
        let position = try record.number()
        let unpackedBytes = try record.number()
        let nextHeader = try record.number()
        let headerStart = try record.number()
        let directoryNameBytes = try record.number()
        let count = try record.integer()
        let directoryEntries = try record.integer()
        let isReset = try record.word() == 1
        let nextState = Int(try record.word())
        let closed = try record.integer()
        let open = try record.integer()
        guard Self.states.indices.contains(nextState), closed >= 0, (0...1).contains(open),
            closed < 1 << 20, position <= run.cursor.end
        else { throw RecordReader.Misfit() }
        var segments: [InitrdSegment] = []
        for index in 0..<(closed + open) {
            segments.append(try InitrdSegment(&record, index: index, header: header))
        }
        let tree = try UnpackedTree(&record)
        guard record.isAtEnd, segments.allSatisfy({ $0.end <= position }) else { throw RecordReader.Misfit() }
        run.cursor.seek(to: position)
        // Between two segments both are the same.
        run.parser.position = position
        run.parser.nextHeader = nextHeader
        run.parser.headerStart = headerStart
        run.parser.state = isReset ? .reset : .start
        run.parser.nextState = Self.states[nextState]
        let last = open == 1 ? segments.popLast() : nil
        run.resume(segments, unpackedBytes: unpackedBytes)
        run.entries.resume(
            tree, segment: last, entries: count, directoryEntries: directoryEntries,
            directoryNameBytes: directoryNameBytes)
    }
}
