import Glibc
import Machine
import Testing

@Suite struct InterruptionTests {
    @Test func aSignalEndsTheChildrenAndCleansUp() async throws {
        try await withScratch { folder async throws in
            await #expect(processExitsWith: .exitCode(42)) { [folder = folder as String] in
                do {
                    try await Interruption.cancelling {
                        let inner = try TemporaryDirectory(in: folder)
                        let command = ToolCommand(
                            "sh",
                            [
                                "-c", "echo $$ > \"$1/process\"; kill -INT $2; exec sleep 600", "sh", folder,
                                "\(getpid())",
                            ])
                        _ = try await Tool.run(command)
                        _ = inner.path
                    }
                } catch is CancellationError {
                    exit(Interruption.signal == SIGINT ? 42 : 1)
                }
            }
            #expect(try names(in: folder) == ["process"])
            let process = try #require(Int32(try contents("\(folder)/process").filter(\.isNumber)))
            let state = try? contents("/proc/\(process)/stat")
            #expect(state?.contains(") Z ") ?? true)
        }
    }

    @Test func withoutASignalTheResultComesThrough() async throws {
        await #expect(processExitsWith: .exitCode(7)) {
            let result = try await Interruption.cancelling { 7 }
            exit(Int32(result))
        }
    }

    @Test func errorsComeThrough() async throws {
        struct Broken: Error {}
        await #expect(processExitsWith: .exitCode(3)) {
            do {
                try await Interruption.cancelling { throw Broken() }
            } catch is Broken {
                exit(3)
            }
        }
    }
}
