import Glibc

/// A lock that processes and tasks share by way of a file (flock(2)). It goes with its owner, and with the
/// process if that is killed. The file itself stays: to remove it would let two processes lock two files of
/// one name.
package struct FileLock: ~Copyable, Sendable {
    /// How many may hold the lock.
    package enum Mode: Sendable {
        /// Several readers at once.
        case shared
        /// One at a time.
        case exclusive
    }

    private let descriptor: Descriptor

    private init(descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }

    /// Unlocks by name, for closing alone does not: a program that is being started has a copy of the descriptor until it
    /// is executed, and the lock belongs to what both refer to (flock(2)).
    deinit {
        _ = flock(descriptor.rawValue, LOCK_UN)
    }

    /// Takes the lock if it is free now.
    ///
    /// - Returns: nil where another process or task has it.
    /// - Throws: `MachineFailure`, category `cannotCreate` where the file cannot be made.
    package static func take(_ path: String, _ mode: Mode) throws -> FileLock? {
        let descriptor = try Descriptor(open: path, .readWrite, options: [.create, .noFollow], mode: 0o600)
        let operation = (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB
        while flock(descriptor.rawValue, operation) != 0 {
            let code = errno
            if code == EWOULDBLOCK { return nil }
            if code != EINTR { throw MachineFailure("lock", path: path, errno: code, intent: .output) }
        }
        return FileLock(descriptor: descriptor)
    }

    /// Takes the lock, waiting for as long as others have it. The wait suspends the task and blocks no
    /// thread: who holds the lock may need that very thread to go on.
    ///
    /// - Parameter waiting: called once, before the first wait.
    /// - Throws: `MachineFailure`, or `CancellationError` where the task is cancelled.
    package nonisolated(nonsending) static func wait(
        for path: String, _ mode: Mode, waiting: () -> Void = {}
    ) async throws -> FileLock {
        if let lock = try take(path, mode) { return lock }
        waiting()
        var pause = Duration.milliseconds(5)
        while true {
            try await Task.sleep(for: pause)
            if let lock = try take(path, mode) { return lock }
            pause = min(pause * 2, .milliseconds(200))
        }
    }

    /// Gives the lock up. To call it where the work is done keeps the lock until then.
    package consuming func release() {}
}
