import Glibc
import Machine
import Testing

@Suite struct ToolTests {
    private func shell(_ script: String, _ arguments: String...) -> ToolCommand {
        ToolCommand("sh", ["-c", script, "sh"] + arguments)
    }

    @Test func collectsRawBytes() async throws {
        let result = try await Tool.run(shell(#"printf 'a\000\377b'; echo why >&2"#))
        #expect(result.output == [0x61, 0, 0xff, 0x62])
        #expect(result.errorLines == ["why"])
    }

    @Test func argumentsReachTheProgramAsTheyAre() async throws {
        let word = "a b'c\"$HOME;*\n"
        #expect(try await Tool.run(shell("printf %s \"$1\"", word)).text == word)
    }

    @Test func environmentAndFolder() async throws {
        var command = shell("printf '%s,%s,%s,' \"$LC_ALL\" \"$X\" \"${HOME-none}\"; pwd; cat")
        command.environment = ["X": "1", "HOME": nil]
        command.workingDirectory = "/usr"
        #expect(try await Tool.run(command).text == "C,1,none,/usr\n")
    }

    @Test func onlyStandardDescriptorsAreInherited() async throws {
        let open = try Descriptor(open: "/dev/null")
        // The fourth is that of the directory being read.
        let listed = try await Tool.run(ToolCommand("ls", ["/proc/self/fd"])).text
        #expect(listed == "0\n1\n2\n3\n")
        #expect(open.rawValue > 2)
    }

    @Test func failureKeepsTheLastLines() async throws {
        var command = shell(
            "for i in $(seq 1 50); do echo \"line $i\" >&2; done; echo 'pa\u{1B}ss sesame' >&2; exit 7")
        command.secrets = ["sesame"]
        let found = await failure(ToolFailure.self) { _ = try await Tool.run(command) }
        #expect(found?.reason == .exited(7))
        #expect(found?.category == .inputOutput)
        #expect(found?.errorLines.count == 20)
        #expect(found?.errorLines.first == "line 32")
        #expect(found?.errorLines.last == "pa\\x1bss ***")
        #expect(found?.line.contains("sesame") == false)
        #expect(found?.description.contains("sh failed with exit status 7") == true)
    }

    @Test func signalIsReported() async throws {
        let found = await failure(ToolFailure.self) { _ = try await Tool.run(shell("kill -USR1 $$")) }
        #expect(found?.reason == .signalled(SIGUSR1))
    }

    @Test(arguments: [
        ("debugfs", "e2fsprogs"), ("qemu-img", "qemu-utils"), ("qemu-system-x86_64", "qemu-system-x86"),
        ("apt-get", "apt"), ("curl", "curl"),
    ])
    func missingProgramNamesItsPackage(_ program: String, _ package: String) async throws {
        let found = await failure(ToolFailure.self) {
            _ = try await Tool.run(ToolCommand("/nowhere/\(program)"))
        }
        #expect(found?.category == .missingProgram)
        #expect(found?.description.hasSuffix("apt-get install \(package)") == true)
    }

    @Test func missingProgramByName() async throws {
        let found = await failure(ToolFailure.self) {
            _ = try await Tool.run(ToolCommand("kimage-no-such-program"))
        }
        #expect(found?.reason == .missing)
    }

    @Test func missingFolderIsNoMissingProgram() async throws {
        var command = ToolCommand("true")
        command.workingDirectory = "/nowhere"
        let found = await failure(ToolFailure.self) { _ = try await Tool.run(command) }
        guard case .notStarted = found?.reason else {
            Issue.record("\(String(describing: found))")
            return
        }
    }

    @Test func outputIsCapped() async throws {
        var command = shell("exec cat /dev/zero")
        command.outputLimit = 100_000
        let found = await failure(ToolFailure.self) { _ = try await Tool.run(command) }
        #expect(found?.reason == .outputTooLong(limit: 100_000))
    }

    @Test func nothingIsLostWhereTheProgramEndsFirst() async throws {
        var hasher = ContentHasher()
        var chunks = 0
        try await Tool.stream(shell("seq 1 2000000")) { bytes in
            hasher.update(bytes)
            chunks += 1
            if chunks.isMultiple(of: 64) { usleep(1000) }
        }
        var expected = ContentHasher()
        for start in stride(from: 1, through: 2_000_000, by: 10_000) {
            expected.update(Array((start..<start + 10_000).map { "\($0)\n" }.joined().utf8))
        }
        #expect(hasher.count == expected.count)
        #expect(hasher.digest == expected.digest)
    }

    @Test func timeLimitEndsTheWholeGroup() async throws {
        try await withScratch { folder in
            // A child that ignores SIGTERM and keeps the pipe open.
            var command = shell(
                "(trap '' TERM; echo $$ > \"$1/outer\"; exec sleep 600) & echo $! > \"$1/inner\"; wait",
                folder)
            command.timeLimit = .milliseconds(300)
            let found = await failure(ToolFailure.self) { _ = try await Tool.run(command) }
            #expect(found?.reason == .timedOut(.milliseconds(300)))
            #expect(await isGone("\(folder)/inner"))
        }
    }

    @Test func closedOutputDoesNotEscapeTheTimeLimit() async throws {
        var command = shell("exec >&- 2>&-; exec sleep 600")
        command.timeLimit = .milliseconds(200)
        let found = await failure(ToolFailure.self) { _ = try await Tool.run(command) }
        #expect(found?.reason == .timedOut(.milliseconds(200)))
    }

    @Test func backgroundChildDoesNotOutliveASuccess() async throws {
        try await withScratch { folder in
            let result = try await Tool.run(shell("sleep 600 & echo $! > \"$1/inner\"; echo done", folder))
            #expect(result.text == "done\n")
            #expect(await isGone("\(folder)/inner"))
        }
    }

    @Test func callbackThatThrowsEndsTheProgram() async throws {
        struct Enough: Error {}
        try await withScratch { folder in
            let command = shell("echo $$ > \"$1/inner\"; exec yes", folder)
            let found = await failure(Enough.self) {
                try await Tool.stream(command) { _ in throw Enough() }
            }
            #expect(found != nil)
            #expect(await isGone("\(folder)/inner"))
        }
    }

    @Test func cancellationEndsTheProgram() async throws {
        try await withScratch { folder in
            let command = shell("echo $$ > \"$1/inner\"; exec sleep 600", folder)
            let task = Task { _ = try await Tool.run(command) }
            while try FileStatus.ifExists(path: "\(folder)/inner")?.size ?? 0 == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(await isGone("\(folder)/inner"))
        }
    }

    @Test func echoShowsALineForAShell() async throws {
        var lines: [String] = []
        var command = ToolCommand("printf", ["%s", "it's", "https://u:pw@h/", ""])
        command.secrets = ["u:pw"]
        _ = try await Tool.run(command) { lines.append($0) }
        #expect(lines == [#"printf %s 'it'\''s' https://***@h/ ''"#])
    }

    /// Whether the process whose number the file holds ends within ten seconds; it does at once or not at
    /// all.
    private func isGone(_ file: String) async -> Bool {
        guard let text = try? contents(file), let process = Int32(text.filter(\.isNumber)) else {
            return false
        }
        for _ in 0..<1000 {
            // A zombie that its new parent has not reaped yet is gone as well.
            let state = try? contents("/proc/\(process)/stat")
            guard let state, !state.contains(") Z ") else { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
