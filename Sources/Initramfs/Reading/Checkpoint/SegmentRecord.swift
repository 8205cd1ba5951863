/// A segment in a checkpoint, without its header: the first bytes of the segment say it again.
extension InitrdSegment {
    func encode(into writer: inout RecordWriter) {
        writer.counted(compression.rawValue.utf8)
        for number in [start, end, unpackedSize, directoryNameBytes] { writer.number(number) }
        for number in [entries, trailers, linkTable, directoryEntries] { writer.number(number) }
        writer.word(isComplete ? UInt32(1) : 0)
        writer.word(UInt32(StreamEnd.all.firstIndex(of: integrity) ?? 0))
        statistics.encode(into: &writer)
    }

    /// - Parameter header: reads the header of a segment that begins there.
    init(
        _ reader: inout RecordReader, index: Int,
        header: (Compression, UInt64) throws(RecordReader.Misfit) -> StreamHeader
    ) throws(RecordReader.Misfit) {
        let word = try reader.counted()
        guard let compression = Compression.allCases.first(where: { $0.rawValue.utf8.elementsEqual(word) })
        else { throw RecordReader.Misfit() }
        let start = try reader.number()
        self.init(index: index, start: start, header: try header(compression, start))
        end = try reader.number()
        unpackedSize = try reader.number()
        directoryNameBytes = try reader.number()
        entries = try reader.integer()
        trailers = try reader.integer()
        linkTable = try reader.integer()
        directoryEntries = try reader.integer()
        isComplete = try reader.word() == 1
        let integrity = Int(try reader.word())
        guard end >= start, StreamEnd.all.indices.contains(integrity) else { throw RecordReader.Misfit() }
        self.integrity = StreamEnd.all[integrity]
        statistics = try TreeStatistics(&reader)
    }
}

extension StreamEnd {
    fileprivate static let all: [StreamEnd] = [.sound, .wrongChecksum, .cutTrailer]
}
