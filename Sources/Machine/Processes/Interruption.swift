import Glibc
internal import Synchronization

/// Turns the signals that ask a program to end into the cancellation of what it does, so that child processes and
/// temporary files do not outlive it: children run in sessions of their own and are not reached by Ctrl-C.
package enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Runs `body`, and cancels it at the first SIGINT, SIGTERM or SIGHUP. A second one of the same kind ends the
    /// process at once, as it always does. To be called once, by the main function.
    ///
    /// - Throws: what `body` throws: `CancellationError` in most cases where it was interrupted.
    package static func cancelling<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        install()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                // A handler may do next to nothing; it leaves a mark, and here is looked for it.
                while received.load(ordering: .acquiring) == 0 {
                    try await Task.sleep(for: .milliseconds(50))
                }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }

    /// The number of the signal that came; nil where none has.
    package static var signal: Int32? {
        let number = received.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    private static func install() {
        // Before a handler can run, so that it never has to make this value.
        received.store(0, ordering: .releasing)
        for signal in signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { received.store($0, ordering: .releasing) }
            // The second one finds the default action.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | Int32(SA_RESTART)
            sigaction(signal, &action, nil)
        }
    }
}

/// What a signal handler can reach.
private let received = Atomic<Int32>(0)
