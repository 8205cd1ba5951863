internal import Machine

/// What a file looked like when its contents were hashed, as git's index has it: while size, both times to
/// the nanosecond, inode and device are the same, so are the contents. No program can set the time of the
/// last change back, so this misses only what does not pass through the file system, a failing disk for
/// example.
struct StatRecord: Sendable, Equatable {
    private let fields: [Int64]

    init(_ status: FileStatus) {
        fields = [
            status.size, status.modified.seconds, status.modified.nanoseconds, status.changed.seconds,
            status.changed.nanoseconds, Int64(bitPattern: status.inode), Int64(bitPattern: status.device),
        ]
    }

    /// Reads the record at `path`; nil where there is none of this form.
    init?(path: String) {
        guard let bytes = try? Descriptor.contents(of: path, limit: 1000) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        let numbers = words.compactMap { Int64($0) }
        guard words.count == 7, numbers.count == 7 else { return nil }
        fields = numbers
    }

    /// Writes the record. It only saves time: that it cannot be written is no failure.
    func write(to path: String) {
        let text = fields.map(String.init).joined(separator: " ")
        try? AtomicFile.write(Array(text.utf8), to: path, permissions: 0o600)
    }

    /// Whether a change right now could leave the time of the last change as it is: file systems stamp with a
    /// clock that ticks every few milliseconds, some only every second or two (git: racy-git.txt). Such a
    /// record proves nothing.
    static func isTooFresh(_ status: FileStatus, now: FileTime) -> Bool {
        status.changed.seconds >= now.seconds - 2
    }
}
