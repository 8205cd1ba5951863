internal import CArchive

/// The writing half of libarchive: its raw format (no archive at all) through one filter.
struct WriteHandle: ~Copyable {
    private let archive: OpaquePointer
    private let output: OutputBuffer

    /// - Parameters:
    ///   - name: libarchive's name of the filter, "gzip" or "lz4".
    ///   - options: the filter's options; a nil value switches the option off, as `!name` does on a command
    ///     line.
    init(filter name: String, options: [(String, String?)], output: OutputBuffer) throws(ArchiveFault) {
        guard let archive = archive_write_new() else {
            throw ArchiveFault(.library, "libarchive could not allocate a writer")
        }
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        // The raw format takes one entry of type "regular file"; nothing of it gets into the output.
        archive_entry_set_filetype(entry, 0o100000)
        var status = archive_write_set_format_raw(archive)
        if status == ARCHIVE_OK { status = archive_write_add_filter_by_name(archive, name) }
        for (option, value) in options where status == ARCHIVE_OK {
            status = archive_write_set_filter_option(archive, name, option, value)
        }
        // Without this the last block is filled up with zeros.
        if status == ARCHIVE_OK { status = archive_write_set_bytes_in_last_block(archive, 1) }
        if status == ARCHIVE_OK {
            let client = Unmanaged.passUnretained(output).toOpaque()
            status = archive_write_open(
                archive, client, nil,
                { _, client, bytes, count in
                    guard let client else { return -1 }
                    let output = Unmanaged<OutputBuffer>.fromOpaque(client).takeUnretainedValue()
                    output.append(UnsafeRawBufferPointer(start: bytes, count: count))
                    return count
                }, nil)
        }
        if status == ARCHIVE_OK { status = archive_write_header(archive, entry) }
        guard status == ARCHIVE_OK else {
            let text = errorText(archive)
            archive_write_free(archive)
            throw ArchiveFault(.library, "libarchive's \(name) filter: \(text)")
        }
        self.archive = archive
        self.output = output
    }

    deinit {
        // Freeing an open writer closes it, and closing calls back into `output`.
        withExtendedLifetime(output) { _ = archive_write_free(archive) }
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ArchiveFault) {
        guard archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count else {
            throw ArchiveFault(.library, "libarchive: \(errorText(archive))")
        }
    }

    mutating func close() throws(ArchiveFault) {
        guard archive_write_close(archive) == ARCHIVE_OK else {
            throw ArchiveFault(.library, "libarchive: \(errorText(archive))")
        }
    }
}

/// The reading half of libarchive: tar, zip, ar, iso and cpio behind gzip, bzip2, xz, lzma, zstd and lz4.
struct ReadHandle: ~Copyable {
    private let archive: OpaquePointer
    private let source: PullSource?

    /// Where the bytes come from; a descriptor and a path can be sought in.
    enum Origin {
        case descriptor(Int32)
        case path(String)
        case source(PullSource)
    }

    init(_ origin: Origin) throws(ArchiveFault) {
        guard let archive = archive_read_new() else {
            throw ArchiveFault(.library, "libarchive could not allocate a reader")
        }
        // Never "all": that would start programs for some filters and accept mtree, which names files of this
        // host.
        for enable in [
            archive_read_support_format_tar, archive_read_support_format_zip, archive_read_support_format_ar,
            archive_read_support_format_iso9660, archive_read_support_format_cpio,
            archive_read_support_filter_gzip,
            archive_read_support_filter_bzip2, archive_read_support_filter_xz,
            archive_read_support_filter_lzma,
            archive_read_support_filter_zstd, archive_read_support_filter_lz4,
        ] { _ = enable(archive) }
        let blockSize = 256 << 10
        let status: Int32
        var kept: PullSource?
        switch origin {
        case .descriptor(let descriptor): status = archive_read_open_fd(archive, descriptor, blockSize)
        case .path(let path): status = archive_read_open_filename(archive, path, blockSize)
        case .source(let source):
            kept = source
            let client = Unmanaged.passUnretained(source).toOpaque()
            status = archive_read_open(
                archive, client, nil,
                { _, client, start in
                    guard let client, let start else { return -1 }
                    guard let bytes = Unmanaged<PullSource>.fromOpaque(client).takeUnretainedValue().next()
                    else {
                        return -1
                    }
                    start.pointee = bytes.baseAddress
                    return bytes.count
                }, nil)
        }
        guard status == ARCHIVE_OK else {
            let fault = fault(archive, kept)
            archive_read_free(archive)
            throw ArchiveFault(
                fault.code == .damaged ? .cannotRead : fault.code, fault.message, cause: fault.cause)
        }
        self.archive = archive
        source = kept
    }

    deinit {
        withExtendedLifetime(source) { _ = archive_read_free(archive) }
    }

    /// The next entry, nil at the end.
    mutating func next() throws(ArchiveFault) -> ForeignEntry? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        // A warning only says that a name is not of the locale's charset; the bytes are there.
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw fault(archive, source) }
        guard let path = archive_entry_pathname(entry) else { throw fault(archive, source) }
        let kind = try kind(entry)
        return ForeignEntry(
            path: bytes(path), kind: kind, size: size(entry, kind),
            permissions: UInt32(archive_entry_perm(entry)) & 0o7777, uid: archive_entry_uid(entry),
            gid: archive_entry_gid(entry), modified: Int64(archive_entry_mtime(entry)),
            capability: capability(entry))
    }

    /// The value of security.capability among the entry's extended attributes.
    private func capability(_ entry: OpaquePointer) -> [UInt8]? {
        guard archive_entry_xattr_reset(entry) > 0 else { return nil }
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK {
            guard let name, String(cString: name) == "security.capability" else { continue }
            return value.map { Array(UnsafeRawBufferPointer(start: $0, count: size)) } ?? []
        }
        return nil
    }

    /// Fills `buffer` with the current entry's next bytes, holes as zeros; 0 at its end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        // Warnings too: a zip's wrong CRC is one.
        guard count >= 0 else { throw fault(archive, source) }
        return count
    }

    /// libarchive's name of the format; known after the first entry.
    var formatName: String { archive_format_name(archive).map { String(cString: $0) } ?? "unknown" }

    /// What else than a file has a size (a link in cpio, a directory in an iso) comes without data.
    private func size(_ entry: OpaquePointer, _ kind: ForeignEntry.Kind) -> UInt64? {
        switch kind {
        case .file, .hardLink:
            archive_entry_size_is_set(entry) != 0 ? UInt64(max(0, archive_entry_size(entry))) : nil
        case .directory, .symlink, .character, .block, .fifo, .socket: 0
        }
    }

    private func kind(_ entry: OpaquePointer) throws(ArchiveFault) -> ForeignEntry.Kind {
        if let target = archive_entry_hardlink(entry) { return .hardLink(bytes(target)) }
        let major = UInt32(truncatingIfNeeded: archive_entry_rdevmajor(entry))
        let minor = UInt32(truncatingIfNeeded: archive_entry_rdevminor(entry))
        switch UInt32(archive_entry_filetype(entry)) {
        case 0o100000: return .file
        case 0o040000: return .directory
        case 0o120000: return .symlink(archive_entry_symlink(entry).map { bytes($0) } ?? [])
        case 0o020000: return .character(major: major, minor: minor)
        case 0o060000: return .block(major: major, minor: minor)
        case 0o010000: return .fifo
        case 0o140000: return .socket
        // ar and zip files of some writers carry no type bits: a plain file.
        case 0: return .file
        case let other: throw ArchiveFault(.damaged, "an entry has the unknown file type \(other)")
        }
    }

    private func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        let length = (0...).first { text[$0] == 0 } ?? 0
        return (0..<length).map { UInt8(bitPattern: text[$0]) }
    }
}

private func errorText(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
}

private func fault(_ archive: OpaquePointer, _ source: PullSource?) -> ArchiveFault {
    if let cause = source?.failure {
        return ArchiveFault(.cannotRead, "the archive's source failed", cause: cause)
    }
    let text = errorText(archive)
    let unknown = text.hasPrefix("Unrecognized archive format")
    return ArchiveFault(unknown ? .unknownFormat : .damaged, text)
}
