import Glibc
import Testing

@testable import Machine

/// Programs that read what we write.
@Suite struct ToolInputTests {
    private struct Trouble: Error {}

    private static func shell(_ script: String) -> ToolCommand {
        var command = ToolCommand("sh", ["-c", script])
        command.timeLimit = .seconds(30)
        return command
    }

    /// Writes so many pieces; each is more than any buffer on the way holds.
    private static func writing(_ count: Int) -> ToolFeed {
        { input in
            let piece = [UInt8](repeating: 0x61, count: 700_001)
            for _ in 0..<count { try await input.write(piece) }
        }
    }

    @Test func aProgramReadsAllThatIsWritten() async throws {
        var command = Self.shell("wc -c")
        command.outputLimit = 100
        let result = try await Tool.run(command, feed: Self.writing(5))
        #expect(result.text.filter(\.isNumber) == "3500005")
    }

    @Test func outputIsReadWhileInputIsWritten() async throws {
        var count = 0
        try await Tool.stream(Self.shell("cat"), feed: Self.writing(5)) { count += $0.count }
        #expect(count == 3_500_005)
    }

    @Test func aProgramMayStopReading() async throws {
        let result = try await Tool.run(Self.shell("head -c 3"), feed: Self.writing(50))
        #expect(result.text == "aaa")
        let failure = await #expect(throws: ToolFailure.self) {
            try await Tool.run(Self.shell("echo broken >&2; exit 4"), feed: Self.writing(50))
        }
        #expect(failure?.reason == .exited(4))
        #expect(failure?.errorLines == ["broken"])
    }

    @Test func whatTheWriterThrowsEndsTheProgram() async throws {
        await #expect(throws: Trouble.self) {
            try await Tool.run(
                Self.shell("cat; sleep 1000"),
                feed: { input in
                    try await input.write([1, 2, 3])
                    throw Trouble()
                })
        }
    }

    @Test func aCancelledTaskEndsBoth() async throws {
        let task = Task {
            try await Tool.run(Self.shell("sleep 1000"), feed: Self.writing(1000))
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aProgramWithoutInputFindsNone() async throws {
        #expect(try await Tool.run(Self.shell("wc -c")).text.filter(\.isNumber) == "0")
    }

    @Test func aMissingProgramIsNoTrouble() async throws {
        let failure = await #expect(throws: ToolFailure.self) {
            try await Tool.run(ToolCommand("no-such-program-of-kimage"), feed: Self.writing(1))
        }
        #expect(failure?.category == .missingProgram)
    }
}
