internal import Machine

/// Reads a tar of any of the usual forms (v7, ustar, pax, GNU): headers one after another, data by its place.
/// libarchive is not asked, because it hands out no extended attributes here, and an image's file
/// capabilities are such.
struct TarReader {
    /// The largest pax header, and the longest name by GNU's way.
    private static let extensionLimit: Int64 = 1 << 20

    private let size: Int64
    private var position: Int64 = 0

    /// - Parameter size: bytes of the tar.
    init(size: Int64) {
        self.size = size
    }

    /// The next entry; nil at the end.
    ///
    /// - Parameter file: the tar.
    /// - Throws: `ImageFault`; `MachineFailure` where it cannot be read.
    mutating func next(_ file: borrowing Descriptor) throws -> TarEntry? {
        var records = PaxRecords()
        var longName: [UInt8]?
        var longLink: [UInt8]?
        // Extensions come before the entry that they belong to; there are at most a few.
        for _ in 0..<16 {
            guard position < size, let header = try TarHeader(try read(file, Int64(TarHeader.size))) else {
                guard records == PaxRecords(), longName == nil, longLink == nil else {
                    throw ImageFault("the tar is cut off after an extended header")
                }
                return nil
            }
            switch header.type {
            case UInt8(ascii: "x"): records = try PaxRecords(try readExtension(file, header))
            // What a global header sets is a comment in all that write images.
            case UInt8(ascii: "g"): _ = try readExtension(file, header)
            case UInt8(ascii: "L"): longName = Array(try readExtension(file, header).prefix { $0 != 0 })
            case UInt8(ascii: "K"): longLink = Array(try readExtension(file, header).prefix { $0 != 0 })
            default: return try entry(header, records, longName, longLink)
            }
        }
        throw ImageFault("an entry has too many extended headers")
    }

    private mutating func read(_ file: borrowing Descriptor, _ count: Int64) throws -> [UInt8] {
        guard count <= size - position else { throw ImageFault("the tar is cut off") }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let got = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: position) }
        guard Int64(got) == count else { throw ImageFault("the tar is cut off") }
        position += count
        return bytes
    }

    private mutating func readExtension(_ file: borrowing Descriptor, _ header: TarHeader) throws -> [UInt8] {
        let count = try header.size()
        guard count >= 0, count <= Self.extensionLimit else {
            throw ImageFault("an extended header is too large")
        }
        let bytes = try read(file, count)
        try skip(Self.padding(count))
        return bytes
    }

    /// Zeros that fill the last block of data.
    static func padding(_ count: Int64) -> Int64 { (512 - count % 512) % 512 }

    private mutating func skip(_ count: Int64) throws(ImageFault) {
        // The last block need not be filled where the file ends.
        position = min(position + count, size)
    }

    private mutating func entry(
        _ header: TarHeader, _ records: PaxRecords, _ longName: [UInt8]?, _ longLink: [UInt8]?
    ) throws(ImageFault) -> TarEntry {
        let path = try records.name("path") ?? longName ?? header.path
        let link = try records.name("linkpath") ?? longLink ?? header.linkName
        let kind = try kind(header, path, link)
        // Where a number does not fit into the header, the record has it.
        let (owner, group) = (try header.owner(), try header.group())
        let (modified, size) = (try header.modified(), try header.size())
        var entry = TarEntry(
            path: path, kind: kind, permissions: try header.permissions(),
            owner: try id(try records.number("uid") ?? owner),
            group: try id(try records.number("gid") ?? group),
            modified: try records.number("mtime") ?? modified, attributes: records.attributes)
        // Other kinds have no data, whatever their header says (Go's archive/tar, which writes most images,
        // as well).
        guard kind == .file else { return entry }
        entry.size = try records.number("size") ?? size
        guard entry.size >= 0, entry.size <= self.size - position else {
            throw ImageFault("the tar is cut off within \(Printable.text(path))")
        }
        entry.offset = position
        position += entry.size
        try skip(Self.padding(entry.size))
        return entry
    }

    private func kind(
        _ header: TarHeader, _ path: [UInt8], _ link: [UInt8]
    ) throws(ImageFault) -> TarEntry.Kind {
        switch header.type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            // v7 has no type for directories.
            return path.last == 0x2f ? .directory : .file
        case UInt8(ascii: "1"): return .hardLink(link)
        case UInt8(ascii: "2"): return .symlink(link)
        case UInt8(ascii: "3"):
            let (major, minor) = try device(header)
            return .character(major: major, minor: minor)
        case UInt8(ascii: "4"):
            let (major, minor) = try device(header)
            return .block(major: major, minor: minor)
        case UInt8(ascii: "5"): return .directory
        case UInt8(ascii: "6"): return .fifo
        case let other:
            throw ImageFault(
                "\(Printable.text(path)) is of a type that layers do not have (\(Printable.text([other])))")
        }
    }

    /// 12 and 20 bits, as Linux has them (kdev_t.h).
    private func device(_ header: TarHeader) throws(ImageFault) -> (UInt32, UInt32) {
        let (major, minor) = (try header.major(), try header.minor())
        guard (0..<1 << 12).contains(major), (0..<1 << 20).contains(minor) else {
            throw ImageFault("a device has the numbers \(major):\(minor)")
        }
        return (UInt32(major), UInt32(minor))
    }

    private func id(_ number: Int64) throws(ImageFault) -> UInt32 {
        guard let id = UInt32(exactly: number) else { throw ImageFault("an owner has the number \(number)") }
        return id
    }
}
