/// The bytes of a tar in pax form: ustar headers, extended ones only where an entry needs them. The same
/// entries always give the same bytes: names of users, times of access and process numbers are not written.
package enum TarWriter {
    /// Two blocks of zeros.
    package static let end = [UInt8](repeating: 0, count: 1024)

    /// What stands before an entry's data.
    package static func header(_ entry: TarEntry) -> [UInt8] {
        var entry = entry
        if entry.kind == .directory, entry.path.last != 0x2f { entry.path.append(0x2f) }
        var records: [(key: [UInt8], value: [UInt8])] = []
        func record(_ key: String, _ value: [UInt8]) { records.append((Array(key.utf8), value)) }
        var link: [UInt8] = []
        switch entry.kind {
        case .symlink(let target), .hardLink(let target): link = target
        default: break
        }
        let place = split(entry.path)
        if place == nil { record("path", entry.path) }
        if link.count > 100 { record("linkpath", link) }
        let isText = [entry.path, link].allSatisfy { String(validating: $0, as: UTF8.self) != nil }
        if !isText, !records.isEmpty {
            // Otherwise the values are UTF-8 by definition.
            record("hdrcharset", Array("BINARY".utf8))
        }
        for (key, number, digits) in [
            ("size", entry.size, 11), ("mtime", entry.modified, 11), ("uid", Int64(entry.owner), 7),
            ("gid", Int64(entry.group), 7),
        ] where octal(number, digits) == nil { record(key, Array(String(number).utf8)) }
        for (name, value) in entry.attributes { records.append((Array("SCHILY.xattr.".utf8) + name, value)) }
        let body = block(
            entry, type: type(entry.kind), name: place?.name ?? Array(entry.path.prefix(100)),
            prefix: place?.prefix ?? [], link: Array(link.prefix(100)))
        guard !records.isEmpty else { return body }
        // hdrcharset must come before what it is about; the rest is sorted so that nothing leaks from a hash
        // table.
        let isFirst = Array("hdrcharset".utf8)
        records.sort { left, right in
            if (left.key == isFirst) != (right.key == isFirst) { return left.key == isFirst }
            return left.key.lexicographicallyPrecedes(right.key)
        }
        let text = records.flatMap { Self.record($0.key, $0.value) }
        var extended = TarEntry(
            path: [], kind: .file, permissions: 0o644, owner: 0, group: 0, modified: 0,
            size: Int64(text.count))
        extended.attributes = [:]
        let name = Array("PaxHeaders/x".utf8)
        return block(extended, type: UInt8(ascii: "x"), name: name, prefix: [], link: []) + text
            + [UInt8](repeating: 0, count: Int(TarReader.padding(Int64(text.count)))) + body
    }

    /// `LENGTH KEY=VALUE\n`: the length counts its own digits.
    private static func record(_ key: [UInt8], _ value: [UInt8]) -> [UInt8] {
        let rest = key.count + value.count + 3
        var length = rest + String(rest).utf8.count
        if String(length).utf8.count + rest > length { length = String(length).utf8.count + rest }
        return Array("\(length) ".utf8) + key + [0x3d] + value + [0x0a]
    }

    /// The path in the two fields of ustar; nil where it does not fit.
    private static func split(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
        if path.count <= 100 { return ([], path) }
        // The last slash is that of a directory.
        for index in path.indices.dropLast() where path[index] == 0x2f && index <= 155 && index > 0 {
            let name = path[(index + 1)...]
            if name.count <= 100 { return (Array(path[..<index]), Array(name)) }
        }
        return nil
    }

    private static func block(
        _ entry: TarEntry, type: UInt8, name: [UInt8], prefix: [UInt8], link: [UInt8]
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: TarHeader.size)
        func put(_ bytes: some Collection<UInt8>, _ offset: Int) {
            block.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
        func put(_ number: Int64, _ offset: Int, digits: Int) {
            put(octal(number, digits) ?? Array(repeating: 0x30, count: digits), offset)
        }
        put(name, 0)
        put(Int64(entry.permissions), 100, digits: 7)
        put(Int64(entry.owner), 108, digits: 7)
        put(Int64(entry.group), 116, digits: 7)
        put(entry.size, 124, digits: 11)
        put(entry.modified, 136, digits: 11)
        block[156] = type
        put(link, 157)
        put("ustar\u{0}00".utf8, 257)
        var (major, minor): (UInt32, UInt32) = (0, 0)
        switch entry.kind {
        case .character(let first, let second), .block(let first, let second):
            (major, minor) = (first, second)
        default: break
        }
        put(Int64(major), 329, digits: 7)
        put(Int64(minor), 337, digits: 7)
        put(prefix, 345)
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
