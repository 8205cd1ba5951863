internal import Machine

/// One run of a guest whose serial line is watched.
package struct GuestRun: Sendable {
    package var machine: QemuMachine
    /// The text that ends the run well; nil: the run goes on until the guest ends.
    package var expect: String?
    package var timeLimit: Duration?

    package init(_ machine: QemuMachine, expect: String? = nil, timeLimit: Duration? = nil) {
        self.machine = machine
        self.machine.isInteractive = false
        self.expect = expect
        self.timeLimit = timeLimit
    }

    /// Runs the guest to its end, to the expected text, to the end of a panic or to the time limit. QEMU runs in a
    /// session of its own without a terminal and is over with all its processes when this returns, also when the task is
    /// cancelled, and within a second when this process is killed.
    ///
    /// - Parameters:
    ///   - echo: called with QEMU's command line before it starts.
    ///   - serial: called with the raw bytes of the serial line as they come.
    /// - Throws: `LaboratoryFault.missingProgram`; `ToolFailure` where QEMU fails; `CancellationError`.
    package nonisolated(nonsending) func run(
        echo: (String) -> Void = { _ in }, serial: (UnsafeRawBufferPointer) -> Void = { _ in }
    ) async throws -> GuestResult {
        let programs = ServerPrograms(.current())
        try programs.require(QemuMachine.program)
        let watched = WatchedCommand(program: QemuMachine.program, arguments: machine.arguments)
        echo(watched.line)
        var command = watched.watched(searchPath: programs.searchPath)
        command.timeLimit = timeLimit
        var watcher = SerialWatcher(expect: expect)
        var record = GuestRecord()
        let start = ContinuousClock.now
        var status = GuestOutcome.exited(0)
        do {
            try await Tool.stream(command) { bytes in
                serial(bytes)
                record.add(watcher.feed(bytes))
                if record.isOver { throw GuestIsOver() }
            }
        } catch is GuestIsOver {
            // The record says why.
        } catch let failure as ToolFailure {
            guard case .timedOut = failure.reason else { throw watched.failure(failure) }
            status = .timedOut
        }
        record.add(watcher.finish())
        let outcome = record.outcome ?? status
        return GuestResult(outcome: outcome, findings: record.findings, elapsed: ContinuousClock.now - start)
    }
}

/// Thrown through `Tool` to end the guest.
private struct GuestIsOver: Error {}

/// What has been found, and whether it ends the run.
private struct GuestRecord {
    var findings: [SerialFinding] = []
    private var isExpected = false
    private var panic: String?
    private var panicIsOver = false

    mutating func add(_ new: [SerialFinding]) {
        for finding in new {
            if findings.count < GuestResult.findingLimit { findings.append(finding) }
            switch finding.kind {
            case .expected: isExpected = true
            case .panic:
                // The first line says why; "---[ end Kernel panic" comes after the call trace (kernel/panic.c), or the
                // machine restarts instead.
                if finding.line.contains("end Kernel panic") { panicIsOver = true }
                panic = panic ?? finding.line
            case .unpackingFailed, .deadlocked, .outOfMemory, .loginPrompt: break
            }
        }
    }

    var isOver: Bool { isExpected || panicIsOver }

    var outcome: GuestOutcome? { isExpected ? .expected : panic.map { .panicked($0) } }
}
