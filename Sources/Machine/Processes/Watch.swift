import Glibc
internal import Subprocess
internal import Synchronization

/// Follows one running program to its end.
final class Watch: Sendable {
    private let hasTimedOut = Atomic(false)

    /// Whether the program was ended because its time was over.
    var timedOut: Bool { hasTimedOut.load(ordering: .acquiring) }

    /// How a program is asked to end, and made to.
    static let teardown: [TeardownStep] = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]

    /// Reads both streams to their ends and waits until the program is over; then ends what is left of its
    /// group.
    ///
    /// - Returns: the last lines of standard error.
    nonisolated(nonsending) func follow(
        _ process: ProcessIdentifier, output: SubprocessOutputSequence, error: SubprocessOutputSequence,
        limit: Duration?, _ feed: (@Sendable () async throws -> Void)?,
        _ receive: (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> [String] {
        async let errorLines = Self.tail(error)
        async let fed: Void = Self.feed(process.value, feed)
        // Cancelled when this function returns.
        async let _: Void = end(process.value, after: limit)
        do {
            for try await buffer in output {
                try buffer.withUnsafeBytes { try receive($0) }
            }
            let lines = try await errorLines
            await Self.waitForExit(process.value)
            Self.endGroup(process.value, SIGKILL)
            try await fed
            return lines
        } catch {
            // Before the other tasks are waited for: they end when the program does.
            Self.endGroup(process.value, SIGTERM)
            await Self.waitForExit(process.value, atMost: 500)
            Self.endGroup(process.value, SIGKILL)
            throw error
        }
    }

    /// Signals what there is of the program's group. The program has not been reaped yet: that happens after
    /// `follow`, so that its number and that of its group cannot be another's.
    private static func endGroup(_ process: pid_t, _ signal: Int32) {
        kill(-process, signal)
    }

    /// Writes the program's input; where that fails, the program ends, for it would wait for the rest for ever.
    private static func feed(_ process: pid_t, _ body: (@Sendable () async throws -> Void)?) async throws {
        do {
            try await body?()
        } catch is ToolInput.Closed {
            // It has read enough, or its end says what is wrong.
        } catch {
            endGroup(process, SIGKILL)
            throw error
        }
    }

    private static func tail(_ stream: SubprocessOutputSequence) async throws -> [String] {
        var tail = LineTail()
        for try await buffer in stream {
            buffer.withUnsafeBytes { tail.append($0) }
        }
        return tail.finish()
    }

    private func end(_ process: pid_t, after limit: Duration?) async {
        guard let limit else { return }
        do {
            try await Task.sleep(for: limit)
            hasTimedOut.store(true, ordering: .releasing)
            Self.endGroup(process, SIGTERM)
            try await Task.sleep(for: .milliseconds(500))
        } catch {
            // The program is over in time.
            return
        }
        Self.endGroup(process, SIGKILL)
    }

    /// Waits for the program without reaping it: it may have closed its output and live on. Cancellation does
    /// not end the wait, it ends the program.
    ///
    /// - Parameter limit: how many milliseconds at most; nil: until it is over.
    private static func waitForExit(_ process: pid_t, atMost limit: Int? = nil) async {
        var pause = 1
        var waited = 0
        while isRunning(process), waited < limit ?? Int.max {
            let current = Duration.milliseconds(pause)
            await Task.detached { try? await Task.sleep(for: current) }.value
            waited += pause
            pause = min(pause * 2, 50)
        }
    }

    private static func isRunning(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        let result = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        return result == 0 && information.si_signo == 0
    }
}
