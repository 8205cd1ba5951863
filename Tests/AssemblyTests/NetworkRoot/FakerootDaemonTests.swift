import Machine
import TestSupport
import Testing

@testable import Assembly

@Suite(.enabled(if: ChildProgram.exists("fakeroot"), "fakeroot is not installed"))
struct FakerootDaemonTests {
    /// Whether a process has the word among its arguments.
    private static func isRunning(with word: String) throws -> Bool {
        try Directory.names(in: Directory.open("/proc")).contains { name in
            let path = "/proc/\(String(decoding: name, as: UTF8.self))/cmdline"
            guard let arguments = try? bytes(path) else { return false }
            return arguments.split(separator: 0).contains { $0.elementsEqual(word.utf8) }
        }
    }

    @Test func nothingRunsOnWhenAProgramIsEnded() async throws {
        try await withScratch { folder in
            let tools = RootTools(timeLimit: .milliseconds(500), echo: { _ in })
            let mark = "\(folder)/list"
            let fault = await failure(ToolFailure.self) {
                try await tools.runFaked(["sleep", "1000"], environment: [:], mark: mark)
            }
            #expect(fault?.reason == .timedOut(.milliseconds(500)))
            for _ in 0..<100 where try Self.isRunning(with: mark) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try !Self.isRunning(with: mark))
        }
    }

    @Test func aProgramTakesItselfForRoots() async throws {
        try await withScratch { folder in
            let tools = RootTools(timeLimit: .seconds(30), echo: { _ in })
            let file = "\(folder)/user"
            try await tools.runFaked(
                ["sh", "-c", #"id -u >"$1""#, "sh", file], environment: [:], mark: "\(folder)/list")
            #expect(try text(file) == "0\n")
        }
    }
}
