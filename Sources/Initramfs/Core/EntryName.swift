/// A path inside an archive: the bytes between slashes, relative to `/`, never interpreted as text.
///
/// Always normal: no leading or trailing slash, no empty, `.` or `..` component, no NUL, components of at most 255
/// bytes and at most 4,095 bytes in all. The kernel skips longer names without a word (init/initramfs.c,
/// `do_header`: `name_len <= 0 || name_len > PATH_MAX`, and NAME_MAX in the file system), so they cannot be built.
/// The root directory itself is the empty name.
package struct EntryName: Hashable, Sendable, Comparable {
    /// The bytes, components joined by `/`; empty for the root directory.
    package let bytes: [UInt8]

    /// The root directory.
    package static let root = EntryName(unchecked: [])

    /// The longest name the kernel takes: PATH_MAX (4,096) less the terminating NUL.
    package static let maximumLength = 4095
    /// The longest component a Linux file system takes (NAME_MAX).
    package static let maximumComponentLength = 255

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Normalises a path as the kernel would resolve it from `/`: leading `/`, `./` and doubled slashes vanish.
    ///
    /// Throws `NameFault` for `..`, an embedded NUL, a component or a whole that is too long.
    package init(_ path: some Sequence<UInt8>) throws(NameFault) {
        let parts = Array(path).split(separator: UInt8(ascii: "/"))
        var joined: [UInt8] = []
        for part in parts where part != [UInt8(ascii: ".")] {
            if part == [UInt8(ascii: "."), UInt8(ascii: ".")] { throw .parentReference }
            if part.contains(0) { throw .embeddedNUL }
            if part.count > Self.maximumComponentLength { throw .componentTooLong(part.count) }
            if !joined.isEmpty { joined.append(UInt8(ascii: "/")) }
            joined.append(contentsOf: part)
        }
        if joined.count > Self.maximumLength { throw .tooLong(joined.count) }
        bytes = joined
    }

    /// The same for the UTF-8 bytes of a string.
    package init(_ path: String) throws(NameFault) {
        try self.init(path.utf8)
    }

    /// True for the root directory.
    package var isRoot: Bool { bytes.isEmpty }

    /// The components in order; none for the root directory.
    package var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

    /// The directory that holds this entry; nil for the root directory.
    package var parent: EntryName? {
        guard !bytes.isEmpty else { return nil }
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
        return EntryName(unchecked: Array(bytes[..<slash]))
    }

    /// The last component; empty for the root directory.
    package var last: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
        return bytes[(slash + 1)...]
    }

    /// This name with one more path below it.
    package func appending(_ path: some Sequence<UInt8>) throws(NameFault) -> EntryName {
        try EntryName(bytes + [UInt8(ascii: "/")] + Array(path))
    }

    /// True where this name is `other` or lies below it.
    package func isWithin(_ other: EntryName) -> Bool {
        if other.isRoot || bytes == other.bytes { return true }
        return bytes.count > other.bytes.count && bytes[other.bytes.count] == UInt8(ascii: "/")
            && bytes.starts(with: other.bytes)
    }

    /// All bytes at once: the synthesised one feeds the hasher byte by byte.
    package func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// Bytewise order, so that a directory comes before what lies in it.
    package static func < (left: EntryName, right: EntryName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension EntryName: CustomStringConvertible {
    /// The path with a leading slash, escaped for a terminal.
    package var description: String { "/" + Escaping.printable(bytes) }
}
