package import Machine

/// What tells one state of a file from another without reading it, as git's index does.
package struct FileSignature: Hashable, Sendable {
    package let size: Int64
    package let modified: FileTime
    package let changed: FileTime
    package let inode: UInt64
    package let device: UInt64

    package init(_ status: FileStatus) {
        size = status.size
        modified = status.modified
        changed = status.changed
        inode = status.inode
        device = status.device
    }

    /// True where the file may have changed again, right after it was looked at, without this signature showing it:
    /// its times are not older than the look (git's "racily clean", Documentation/technical/racy-git.txt).
    ///
    /// - Parameter look: the clock before the file was looked at.
    func isRacy(at look: FileTime) -> Bool {
        let newest = max(modified, changed)
        // File systems stamp with the clock of the last timer interrupt: 10 ms old where CONFIG_HZ is 100. Times in
        // whole seconds come from a file system that keeps no more, or two of them (FAT).
        let slack: Int64 = newest.nanoseconds == 0 ? 2_000_000_000 : 20_000_000
        let total = newest.nanoseconds + slack
        let bound = FileTime(
            seconds: newest.seconds + total / 1_000_000_000, nanoseconds: total % 1_000_000_000)
        return bound >= look
    }

    /// The number of bytes of `encode(into:)`.
    static let encodedSize = 7 * 8

    func encode(into writer: inout ByteWriter) {
        writer.integer(size)
        for time in [modified, changed] {
            writer.integer(time.seconds)
            writer.integer(time.nanoseconds)
        }
        writer.integer(inode)
        writer.integer(device)
    }

    init?(_ reader: inout ByteReader) {
        guard let size = reader.integer(Int64.self),
            let modifiedSeconds = reader.integer(Int64.self), let modifiedRest = reader.integer(Int64.self),
            let changedSeconds = reader.integer(Int64.self), let changedRest = reader.integer(Int64.self),
            let inode = reader.integer(UInt64.self), let device = reader.integer(UInt64.self)
        else { return nil }
        self.size = size
        modified = FileTime(seconds: modifiedSeconds, nanoseconds: modifiedRest)
        changed = FileTime(seconds: changedSeconds, nanoseconds: changedRest)
        self.inode = inode
        self.device = device
    }
}
