/// Writes a tar archive in POSIX.1-1988's format (ustar): owners by number, no times, so that the same entries are the
/// same bytes.
struct UstarWriter {
    /// Why an entry cannot be in such an archive.
    struct Fault: Error, Equatable {
        let message: String
    }

    private static let blockSize = 512
    private(set) var bytes: [UInt8] = []

    /// Adds an entry.
    ///
    /// - Parameter path: relative to the root, without a slash at its end.
    mutating func add(_ path: String, _ content: ProvisionedItem.Content) throws(Fault) {
        switch content {
        case .directory(let mode, let owner):
            try header(path + "/", type: "5", mode: mode, uid: owner.uid, gid: owner.gid)
        case .symlink(let target):
            try header(path, type: "2", mode: 0o777, target: target)
        case .file(let contents, let mode, let owner):
            try header(
                path, type: "0", mode: mode, uid: owner.uid, gid: owner.gid, size: UInt64(contents.count))
            bytes += contents
            pad()
        }
    }

    /// The archive with its end: two blocks of zeros.
    consuming func finished() -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: 2 * Self.blockSize)
    }

    private mutating func pad() {
        let rest = bytes.count % Self.blockSize
        if rest > 0 { bytes += [UInt8](repeating: 0, count: Self.blockSize - rest) }
    }

    private mutating func header(
        _ path: String, type: Unicode.Scalar, mode: UInt32, uid: UInt32 = 0, gid: UInt32 = 0,
        size: UInt64 = 0,
        target: String = ""
    ) throws(Fault) {
        let (prefix, name) = try Self.split(Array(path.utf8))
        guard target.utf8.count <= 100 else {
            throw Fault(
                message: "the link's target has \(target.utf8.count) bytes; an apkovl takes at most 100")
        }
        var block: [UInt8] = []
        block += Self.field(name, 100)
        block += try Self.number(UInt64(mode), digits: 7)
        block += try Self.number(UInt64(uid), digits: 7)
        block += try Self.number(UInt64(gid), digits: 7)
        block += try Self.number(size, digits: 11)
        block += try Self.number(0, digits: 11)
        // The sum is taken with blanks in its own place.
        block += Array("        ".utf8)
        block.append(UInt8(ascii: type))
        block += Self.field(Array(target.utf8), 100)
        block += Array("ustar\u{0}00".utf8)
        // Without names: whoever unpacks takes the numbers.
        block += Self.field([], 32) + Self.field([], 32)
        block += try Self.number(0, digits: 7) + Self.number(0, digits: 7)
        block += Self.field(prefix, 155) + Self.field([], 12)
        let sum = block.reduce(UInt64(0)) { $0 + UInt64($1) }
        block.replaceSubrange(148..<156, with: try Self.number(sum, digits: 6) + [UInt8(ascii: " ")])
        bytes += block
    }

    /// A path in the two fields that it has, divided at a slash.
    private static func split(_ path: [UInt8]) throws(Fault) -> (prefix: [UInt8], name: [UInt8]) {
        if path.count <= 100 { return ([], path) }
        for index in path.indices.dropLast() where path[index] == UInt8(ascii: "/") {
            let name = path[(index + 1)...]
            if index <= 155, name.count <= 100 { return (Array(path[..<index]), Array(name)) }
        }
        throw Fault(message: "the path has \(path.count) bytes, which an apkovl has no room for")
    }

    private static func field(_ text: [UInt8], _ size: Int) -> [UInt8] {
        text + [UInt8](repeating: 0, count: size - text.count)
    }

    /// Octal digits with zeros in front and a NUL behind.
    private static func number(_ value: UInt64, digits: Int) throws(Fault) -> [UInt8] {
        let text = Array(String(value, radix: 8).utf8)
        guard text.count <= digits else {
            throw Fault(message: "the number \(value) is larger than an apkovl has room for")
        }
        return [UInt8](repeating: UInt8(ascii: "0"), count: digits - text.count) + text + [0]
    }
}
