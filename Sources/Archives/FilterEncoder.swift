/// Compresses a stream with one of libarchive's filters, without an archive around it.
package struct FilterEncoder: ~Copyable {
    /// Which filter, and how it is set so that only the input decides the bytes.
    package enum Filter: Equatable, Sendable {
        /// One gzip member with time 0 and no name; level 1 to 9.
        case gzip(level: Int)
        /// One LZ4 frame of independent 4 MiB blocks without checksums; level 1 to 9, from 3 on with the slow
        /// match finder (libarchive's archive_write_add_filter_lz4.c).
        case lz4(level: Int)

        /// The levels that both filters have.
        package static let levels = 1...9
    }

    private var handle: WriteHandle
    private let output = OutputBuffer()

    /// Throws `.library` for a level out of range or where libarchive lacks the filter.
    package init(_ filter: Filter) throws(ArchiveFault) {
        let name: String
        let level: Int
        var options: [(String, String?)]
        switch filter {
        case .gzip(let wanted):
            (name, level) = ("gzip", wanted)
            options = [("timestamp", nil)]
        case .lz4(let wanted):
            (name, level) = ("lz4", wanted)
            options = [("block-size", "7"), ("stream-checksum", nil)]
        }
        guard Filter.levels.contains(level) else {
            throw ArchiveFault(.library, "\(name) has no level \(level), only 1 to 9")
        }
        options.append(("compression-level", "\(level)"))
        handle = try WriteHandle(filter: name, options: options, output: output)
    }

    /// Compresses bytes; returns what is ready, which may be nothing. Memory is bounded by the size of what
    /// is given at once and by the filter's own block.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ArchiveFault) -> [UInt8] {
        try handle.write(bytes)
        return output.take()
    }

    /// Ends the stream; returns its last bytes.
    package consuming func finish() throws(ArchiveFault) -> [UInt8] {
        try handle.close()
        return output.take()
    }
}
