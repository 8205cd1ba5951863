import Glibc

/// A point in time as the file system records it.
package struct FileTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    package let seconds: Int64
    /// Nanoseconds within the second, 0 to 999,999,999.
    package let nanoseconds: Int64

    package init(seconds: Int64, nanoseconds: Int64) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    init(_ time: timespec) {
        self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }

    /// The clock that file systems stamp with, now.
    package static func now() -> FileTime {
        var time = timespec()
        // The only failure that clock_gettime(2) knows is an unknown clock.
        clock_gettime(CLOCK_REALTIME, &time)
        return FileTime(time)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
