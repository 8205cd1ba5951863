@preconcurrency import Glibc
internal import Machine

/// One run of a guest on the user's terminal: its serial line is the terminal, Ctrl-A X ends it.
package struct TerminalRun: Sendable {
    package var machine: QemuMachine

    package init(_ machine: QemuMachine) {
        self.machine = machine
        self.machine.isInteractive = true
    }

    /// Runs the guest until it or the user ends it. QEMU stays in our process group, the one that may read from the
    /// terminal; Ctrl-C goes to the guest. The terminal is as it was when this returns.
    ///
    /// - Parameter echo: called with QEMU's command line before it starts.
    /// - Returns: `.exited` with QEMU's status, 128 and the signal's number where one ended it.
    /// - Throws: `LaboratoryFault.missingProgram`, `.notStarted`; `CancellationError` after QEMU was ended.
    package nonisolated(nonsending) func run(echo: (String) -> Void = { _ in }) async throws -> GuestResult {
        echo(ToolCommand(QemuMachine.program, machine.arguments).line)
        let terminal = TerminalState(STDIN_FILENO)
        let start = ContinuousClock.now
        let process = try Self.spawn(QemuMachine.program, machine.arguments)
        let status = await Self.wait(for: process)
        _ = consume terminal
        try Task.checkCancellation()
        return GuestResult(outcome: .exited(status), elapsed: ContinuousClock.now - start)
    }

    private static func spawn(_ program: String, _ arguments: [String]) throws(LaboratoryFault) -> pid_t {
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // We ignore SIGPIPE; a program that inherits that runs on when nobody reads it.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var process: pid_t = 0
        let code = posix_spawnp(&process, program, nil, &attributes, words, environ)
        if code == ENOENT { throw .missingProgram(program) }
        guard code == 0 else { throw .notStarted(program: program, reason: MachineFailure.text(code)) }
        return process
    }

    /// Waits until the process is over; where the task is cancelled, ends it first.
    private static func wait(for process: pid_t) async -> Int32 {
        var cancelledFor = 0
        while true {
            var status: Int32 = 0
            let result = waitpid(process, &status, WNOHANG)
            if result == process { return code(status) }
            if result < 0, errno != EINTR { return 0 }
            if Task.isCancelled {
                kill(process, cancelledFor == 0 ? SIGTERM : cancelledFor > 25 ? SIGKILL : 0)
                cancelledFor += 1
            }
            await Task.detached { try? await Task.sleep(for: .milliseconds(20)) }.value
        }
    }

    /// The macros of sys/wait.h are not imported.
    private static func code(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}
