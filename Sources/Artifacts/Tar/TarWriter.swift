/// The bytes of a tar in GNU's format (tar.h of GNU tar): what does not fit into a header's fields stands before
/// it as an entry of its own, of type `L` (name) or `K` (target of a link), and numbers without room are binary.
/// busybox' tar, which unpacks a root on the node, reads all of that, and skips the headers of the pax format; so
/// there is one only for what has no other form, extended attributes. The same entries always give the same bytes:
/// names of users, times of access and process numbers are not written.
package enum TarWriter {
    /// Two blocks of zeros.
    package static let end = [UInt8](repeating: 0, count: 1024)
    /// Bytes of the fields for a name and for a link's target; a full one needs no NUL.
    private static let fieldSize = 100

    /// What stands before an entry's data.
    package static func header(_ entry: TarEntry) -> [UInt8] {
        var entry = entry
        if entry.kind == .directory, entry.path.last != 0x2f { entry.path.append(0x2f) }
        var link: [UInt8] = []
        switch entry.kind {
        case .symlink(let target), .hardLink(let target): link = target
        default: break
        }
        var result: [UInt8] = []
        if !entry.attributes.isEmpty {
            // Sorted, so that nothing leaks from a hash table.
            let records = entry.attributes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            let text = records.flatMap { record(Array("SCHILY.xattr.".utf8) + $0.key, $0.value) }
            result += addition(type: UInt8(ascii: "x"), name: "PaxHeaders/x", text)
        }
        if link.count > fieldSize {
            result += addition(type: UInt8(ascii: "K"), name: "././@LongLink", link + [0])
        }
        if entry.path.count > fieldSize {
            result += addition(type: UInt8(ascii: "L"), name: "././@LongLink", entry.path + [0])
        }
        return result
            + block(
                entry, type: type(entry.kind), name: entry.path.prefix(fieldSize),
                link: link.prefix(fieldSize))
    }

    /// An entry that adds something to the one after it.
    private static func addition(type: UInt8, name: String, _ text: [UInt8]) -> [UInt8] {
        let entry = TarEntry(
            path: [], kind: .file, permissions: 0o644, owner: 0, group: 0, modified: 0,
            size: Int64(text.count))
        return block(entry, type: type, name: name.utf8, link: []) + text
            + [UInt8](repeating: 0, count: Int(TarReader.padding(Int64(text.count))))
    }

    /// `LENGTH KEY=VALUE\n`: the length counts its own digits.
    private static func record(_ key: [UInt8], _ value: [UInt8]) -> [UInt8] {
        let rest = key.count + value.count + 3
        var length = rest + String(rest).utf8.count
        if String(length).utf8.count + rest > length { length = String(length).utf8.count + rest }
        return Array("\(length) ".utf8) + key + [0x3d] + value + [0x0a]
    }

    private static func block(
        _ entry: TarEntry, type: UInt8, name: some Collection<UInt8>, link: some Collection<UInt8>
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: TarHeader.size)
        func put(_ bytes: some Collection<UInt8>, _ offset: Int) {
            block.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
        func put(_ number: Int64, _ offset: Int, digits: Int) {
            put(octal(number, digits) ?? binary(number, digits + 1), offset)
        }
        put(name, 0)
        put(Int64(entry.permissions), 100, digits: 7)
        put(Int64(entry.owner), 108, digits: 7)
        put(Int64(entry.group), 116, digits: 7)
        put(entry.size, 124, digits: 11)
        put(entry.modified, 136, digits: 11)
        block[156] = type
        put(link, 157)
        put("ustar  ".utf8, 257)
        var (major, minor): (UInt32, UInt32) = (0, 0)
        switch entry.kind {
        case .character(let first, let second), .block(let first, let second):
            (major, minor) = (first, second)
        default: break
        }
        put(Int64(major), 329, digits: 7)
        put(Int64(minor), 337, digits: 7)
        put(repeatElement(0x20, count: 8), 148)
        let sum = block.reduce(Int64(0)) { $0 + Int64($1) }
        put(sum, 148, digits: 6)
        block[154] = 0
        return block
    }

    /// Octal digits, filled up with zeros; nil where they are too few.
    private static func octal(_ number: Int64, _ digits: Int) -> [UInt8]? {
        guard number >= 0 else { return nil }
        let text = Array(String(number, radix: 8).utf8)
        return text.count > digits ? nil : Array(repeating: 0x30, count: digits - text.count) + text
    }

    /// Two's complement, big-endian, its first bit set: GNU's form of a number that octal digits are too few for.
    private static func binary(_ number: Int64, _ size: Int) -> [UInt8] {
        let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
        let sign: UInt8 = number < 0 ? 0xff : 0
        // Of a field of eight bytes the first one has only this mark: owners have 32 bits.
        var field = [UInt8](repeating: sign, count: max(0, size - bytes.count)) + bytes.suffix(size)
        field[0] |= 0x80
        return field
    }

    private static func type(_ kind: TarEntry.Kind) -> UInt8 {
        switch kind {
        case .file: UInt8(ascii: "0")
        case .hardLink: UInt8(ascii: "1")
        case .symlink: UInt8(ascii: "2")
        case .character: UInt8(ascii: "3")
        case .block: UInt8(ascii: "4")
        case .directory: UInt8(ascii: "5")
        case .fifo: UInt8(ascii: "6")
        }
    }
}
