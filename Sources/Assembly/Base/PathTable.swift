internal import Glibc
package import Initramfs

/// The paths of a whole tree in one piece of memory, as the cache file holds them: looking one up needs no unpacking
/// of the others, so that a base of many thousand files costs a build one read.
///
/// Layout, big-endian: the count (8 bytes); for each path, bytewise by name, a record of 48 bytes; then the names and
/// targets, which the records point into.
package struct PathTable: BaseTree, Equatable {
    static let recordSize = 48
    static let headerSize = 8
    let bytes: [UInt8]
    /// How many paths there are.
    package let count: Int

    /// A tree without paths.
    package static let empty = PathTable([])

    /// The table of a tree's final state; whether a directory is empty is found out here.
    package init(_ nodes: [(name: EntryName, node: BaseNode)]) {
        let sorted = nodes.filter { !$0.name.isRoot }.sorted { $0.name < $1.name }
        let parents = Set(sorted.compactMap(\.name.parent))
        var records = ByteWriter()
        records.integer(UInt64(sorted.count))
        var blob: [UInt8] = []
        let start = Self.headerSize + sorted.count * Self.recordSize
        for (name, node) in sorted {
            let record = PathRecord(
                node, isEmpty: !parents.contains(name), name: name.bytes, at: start + blob.count)
            record.encode(into: &records)
            blob += name.bytes + PathRecord.target(node)
        }
        records.raw(blob)
        bytes = records.bytes
        count = sorted.count
    }

    /// The table in `bytes`; nil where they cannot be one.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let count = reader.count(ofRecords: Self.recordSize) else { return nil }
        self.bytes = bytes
        self.count = count
    }

    package func node(_ name: EntryName) -> BaseNode? {
        name.bytes.withUnsafeBytes { wanted in
            bytes.withUnsafeBytes { all in
                var low = 0
                var high = count
                while low < high {
                    let middle = low + (high - low) / 2
                    let record = PathRecord(all, at: Self.headerSize + middle * Self.recordSize)
                    guard let name = record.name(all) else { return nil }
                    let order = Self.compare(name, wanted)
                    if order == 0 { return record.node(all) }
                    if order < 0 { low = middle + 1 } else { high = middle }
                }
                return nil
            }
        }
    }

    /// Bytewise; a shorter name comes before a longer one that it begins.
    private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let common = min(left.count, right.count)
        if common > 0, let one = left.baseAddress, let two = right.baseAddress {
            let order = memcmp(one, two, common)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }
}
