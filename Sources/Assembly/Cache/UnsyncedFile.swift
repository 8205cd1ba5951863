internal import Glibc
internal import Machine

/// A file of the cache that appears whole under its name, without waiting for the disk.
///
/// It holds a lock (flock(2)) while it is written and has the prefix of `AtomicFile`, so that `AtomicFile.removeStale`
/// finds what a killed process left and spares what a living one writes.
struct UnsyncedFile: ~Copyable {
    let descriptor: Descriptor
    private let temporary: String
    private let path: String
    private var isFinished = false

    /// - Throws: `MachineFailure`, category `cannotCreate`.
    init(path: String) throws {
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        temporary = "\(folder)/.kimage-\(UInt64.random(in: 0...UInt64.max))"
        self.path = path
        descriptor = try Descriptor(
            open: temporary, .readWrite, options: [.create, .exclusive, .noFollow], mode: 0o600)
        _ = flock(descriptor.rawValue, LOCK_EX | LOCK_NB)
    }

    deinit {
        if !isFinished { unlink(temporary) }
    }

    /// Puts the file in its place.
    consuming func commit() throws {
        try Directory.move(temporary, to: path)
        isFinished = true
    }
}
