import Laboratory
import Machine
import Testing

/// Boots of a real kernel. Skipped where KIMAGE_TEST_KERNEL names none or QEMU is missing.
@Suite(
    .serialized, .tags(.boot),
    .enabled(
        if: LaboratorySetup.canBoot, "KIMAGE_TEST_KERNEL names no kernel, or qemu-system-x86_64 is missing"))
struct GuestBootTests {
    private func machine(_ initrd: [UInt8], _ scratch: borrowing Scratch, words: [String] = []) throws
        -> QemuMachine
    {
        let path = try scratch.write("initrd.img", initrd)
        let kernel = try #require(LaboratorySetup.kernel)
        let accelerator = try Accelerator.choose(environment: .current(), probe: .current())
        return QemuMachine(
            boot: .direct(kernel: kernel, initrd: path, commandLine: words), memoryMiB: 256,
            accelerator: accelerator)
    }

    @Test(.timeLimit(.minutes(5))) func expectedText() async throws {
        let scratch = try Scratch()
        var log: [UInt8] = []
        let run = GuestRun(
            try machine(TinyInitrd.bytes, scratch, words: ["kimage.word=\"a b\""]), expect: TinyInitrd.done,
            timeLimit: .seconds(240))
        let result = try await run.run(serial: { log += $0 })
        #expect(result.outcome == .expected)
        #expect(result.findings == [SerialFinding(.expected, line: TinyInitrd.done)])
        let text = String(decoding: log, as: UTF8.self)
        #expect(text.contains("\r\nkimage.word=\"a b\" console=ttyS0,115200 panic=-1\r\n"))
    }

    @Test(.timeLimit(.minutes(5))) func guestEnds() async throws {
        let scratch = try Scratch()
        let machine = try machine(TinyInitrd.bytes, scratch)
        let result = try await GuestRun(machine, timeLimit: .seconds(240)).run()
        #expect(result.outcome == .exited(0))
        let missed = try await GuestRun(machine, expect: "never said", timeLimit: .seconds(240)).run()
        #expect(missed.outcome == .exited(0))
    }

    @Test(.timeLimit(.minutes(5))) func panic() async throws {
        let scratch = try Scratch()
        let run = GuestRun(
            try machine(TinyInitrd.halves[0], scratch), expect: TinyInitrd.done, timeLimit: .seconds(240))
        let result = try await run.run()
        guard case .panicked(let line) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(line.contains("Kernel panic - not syncing: "))
    }

    /// The kernel goes on after a broken segment, and only one line tells.
    @Test(.timeLimit(.minutes(5))) func brokenSegment() async throws {
        let scratch = try Scratch()
        let run = GuestRun(
            try machine(TinyInitrd.bytes + Array("garbage!".utf8), scratch), expect: TinyInitrd.done,
            timeLimit: .seconds(240))
        let result = try await run.run()
        #expect(result.outcome == .expected)
        #expect(result.findings.first?.kind == .unpackingFailed)
    }

    @Test(.timeLimit(.minutes(5))) func timeIsOver() async throws {
        let scratch = try Scratch()
        let run = GuestRun(
            try machine(TinyInitrd.bytes, scratch), expect: "never said", timeLimit: .milliseconds(200))
        #expect(try await run.run().outcome == .timedOut)
    }

    @Test(.timeLimit(.minutes(5))) func missingKernel() async throws {
        let scratch = try Scratch()
        var machine = try machine(TinyInitrd.bytes, scratch)
        machine.boot = .direct(kernel: scratch.path + "/none", initrd: nil, commandLine: [])
        let broken = machine
        let failure = await #expect(throws: ToolFailure.self) {
            try await GuestRun(broken, timeLimit: .seconds(60)).run()
        }
        // Not the shell's that watches it.
        #expect(failure?.program == QemuMachine.program)
        #expect(failure?.reason == .exited(1))
        #expect(failure?.line.hasPrefix(QemuMachine.program + " ") == true)
    }

    /// On a terminal, or whatever standard input is here; the guest ends by itself.
    @Test(.timeLimit(.minutes(5))) func onTheTerminal() async throws {
        let scratch = try Scratch()
        var lines: [String] = []
        let run = TerminalRun(try machine(TinyInitrd.bytes, scratch, words: ["quiet"]))
        let result = try await run.run { lines.append($0) }
        #expect(result.outcome == .exited(0))
        #expect(lines.count == 1)
        #expect(lines.first?.contains(" -serial mon:stdio ") == true)
    }

    @Test(.timeLimit(.minutes(5))) func cancellation() async throws {
        let scratch = try Scratch()
        let machine = try machine(TinyInitrd.bytes, scratch)
        for isInteractive in [true, false] {
            let task = Task {
                if isInteractive { return try await TerminalRun(machine).run() }
                return try await GuestRun(machine).run()
            }
            try await Task.sleep(for: .milliseconds(300))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
