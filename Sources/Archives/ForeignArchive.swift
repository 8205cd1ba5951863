internal import Glibc

/// A pull reader of other people's archives: tar (plain or behind gzip, bzip2, xz, zstd, lz4), zip, ar, iso,
/// cpio.
///
/// Entries come in the archive's order, once; the data of an entry is read before the next one is asked for,
/// or skipped. Everything is bounded by `ArchiveLimits`. A Debian package is an ar of tars: see
/// `openPackage`.
package struct ForeignArchive: ~Copyable {
    private var handle: ReadHandle
    private let locale: ThreadLocale
    private let limits: ArchiveLimits
    private var entries = 0
    private var declared: UInt64 = 0
    private var delivered: UInt64 = 0
    /// Bytes of the current entry that are still to come, where its size is known.
    private var left: UInt64?

    /// Opens a file. Throws `.cannotRead` with libarchive's text, `.unknownFormat` for none of the formats
    /// above.
    package init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveFault) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw ArchiveFault(.cannotRead, "cannot open \(PathText.printable(path.utf8)): \(reason)")
        }
        defer { close(descriptor) }
        let unicode = Self.hasUnicodeNames(descriptor, at: 0)
        try self.init(.path(path), unicodeNames: unicode, limits: limits)
    }

    /// Reads from a descriptor's current position; the descriptor stays the caller's and must outlive this
    /// value.
    package init(descriptor: Int32, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveFault) {
        let position = lseek(descriptor, 0, SEEK_CUR)
        let unicode = position >= 0 && Self.hasUnicodeNames(descriptor, at: position)
        try self.init(.descriptor(descriptor), unicodeNames: unicode, limits: limits)
    }

    /// Reads from a closure that fills a buffer and returns how many bytes it wrote, 0 at the end. What the
    /// closure throws comes out as the `cause` of an `ArchiveFault`.
    package init(
        limits: ArchiveLimits = ArchiveLimits(),
        source read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws(ArchiveFault) {
        let source = PullSource(read)
        let unicode = source.peek().map { NameSniffer.hasUnicodeNames($0) } ?? false
        try self.init(.source(source), unicodeNames: unicode, limits: limits)
    }

    private init(_ origin: ReadHandle.Origin, unicodeNames: Bool, limits: ArchiveLimits) throws(ArchiveFault)
    {
        let locale = ThreadLocale(unicodeNames: unicodeNames)
        handle = try locale.during { () throws(ArchiveFault) in try ReadHandle(origin) }
        self.locale = locale
        self.limits = limits
    }

    /// libarchive's name of the format, "POSIX pax interchange format" for instance; known after the first
    /// entry.
    package var formatName: String { handle.formatName }

    /// The next entry, nil after the last one.
    ///
    /// Throws `.damaged` with libarchive's text, `.limit` with the limit that is passed.
    package mutating func next() throws(ArchiveFault) -> ForeignEntry? {
        left = nil
        let found = try locale.during { () throws(ArchiveFault) in try handle.next() }
        guard let entry = found else { return nil }
        entries += 1
        guard entries <= limits.entries else {
            throw ArchiveFault(.limit, "the archive has more than \(limits.entries) entries")
        }
        var longest = entry.path.count
        switch entry.kind {
        case .symlink(let target), .hardLink(let target): longest = max(longest, target.count)
        default: break
        }
        guard longest <= limits.nameLength else {
            throw ArchiveFault(
                .limit, "a name in the archive has \(longest) bytes, more than \(limits.nameLength)")
        }
        left = entry.size
        let (sum, overflow) = declared.addingReportingOverflow(entry.size ?? 0)
        guard !overflow, sum <= limits.totalBytes else { throw tooLarge() }
        declared = sum
        return entry
    }

    /// Hands out the current entry's data piece by piece; errors as of `read`, and what `body` throws.
    package mutating func readData(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer in
            while case let count = try read(into: buffer), count > 0 {
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }

    /// Fills `buffer` with the current entry's next bytes, holes as zeros, and returns how many; 0 at its
    /// end.
    ///
    /// Throws `.damaged` (also where more or fewer bytes come than the entry declared) and `.limit`.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
        var count = try handle.read(into: buffer)
        if count == 0, let left, left > 0 {
            // At a hole that ends a sparse file libarchive says 0 first and hands out the zeros when asked
            // again.
            count = try handle.read(into: buffer)
            guard count > 0 else { throw wrongSize() }
        }
        if let left {
            guard UInt64(count) <= left else { throw wrongSize() }
            self.left = left - UInt64(count)
        }
        delivered += UInt64(count)
        guard delivered <= limits.totalBytes else { throw tooLarge() }
        return count
    }

    private func tooLarge() -> ArchiveFault {
        ArchiveFault(.limit, "the archive's contents exceed \(limits.totalBytes) bytes")
    }

    private func wrongSize() -> ArchiveFault {
        ArchiveFault(.damaged, "an entry's data is not of the size that the archive declares")
    }

    private static func hasUnicodeNames(_ descriptor: Int32, at position: off_t) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: NameSniffer.length, alignment: 16) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, position)
            return NameSniffer.hasUnicodeNames(UnsafeRawBufferPointer(rebasing: buffer[..<max(0, count)]))
        }
    }
}
