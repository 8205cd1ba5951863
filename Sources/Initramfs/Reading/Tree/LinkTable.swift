/// The kernel's table of hard links (`head` in init/initramfs.c): freed at TRAILER!!! only, so that it lives on into
/// the next segment where that is missing.
struct LinkTable: Sendable {
    private struct Key: Hashable {
        let inode: UInt32
        let major: UInt32
        let minor: UInt32
        let type: UInt32
    }

    /// The first name of an inode and the segment it came from.
    struct First: Sendable {
        let name: [UInt8]
        let segment: Int
    }

    private var first: [Key: First] = [:]
    /// The most inodes the table held since `resetPeak`.
    private(set) var peak = 0
    /// Bytes of the names that it holds.
    private(set) var storedBytes = 0

    init() {}

    /// A table that holds nothing and has held as many.
    init(peak: Int) {
        self.peak = peak
    }

    var isEmpty: Bool { first.isEmpty }

    /// `find_link`: the first name of the entry's inode; nil, and the name is noted, where this is the first.
    mutating func find(_ header: NewcHeader, _ name: [UInt8], segment: Int) -> First? {
        let key = Key(
            inode: header.inode, major: header.deviceMajor, minor: header.deviceMinor, type: header.type)
        if let known = first[key] { return known }
        first[key] = First(name: name, segment: segment)
        storedBytes += name.count
        peak = max(peak, first.count)
        return nil
    }

    /// `free_hash`.
    mutating func free() {
        first.removeAll()
        storedBytes = 0
    }

    /// Begins a new segment.
    mutating func resetPeak() { peak = first.count }
}
