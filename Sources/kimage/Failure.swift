import ArgumentParser
import Glibc
import Machine
import Recipes

/// Turns an error into what the user sees.
enum Failure {
    /// Prints the error and ends the process with its exit code.
    static func exit(_ error: any Error) -> Never {
        let console = Console()
        switch error {
        case let diagnostics as Diagnostics:
            console.report(diagnostics.sorted)
            let count = diagnostics.items.filter { $0.severity == .error }.count
            console.note("\(count) error\(count == 1 ? "" : "s")")
            end(diagnostics.isMissingFiles ? .missingInput : .invalidData)
        case let diagnostic as Diagnostic:
            exit(Diagnostics([diagnostic]))
        case let failure as CommandFailure:
            console.error(failure.description)
            end(failure.status)
        case let failure as MachineFailure where failure.code == EPIPE:
            // The reader has gone; as silent as a program that SIGPIPE ends.
            Glibc.exit(128 + SIGPIPE)
        case let failure as any CategorizedError:
            console.error(failure.description)
            end(ExitStatus(failure.category))
        case is CancellationError:
            console.error("interrupted; what was published before is as it was")
            end(.interrupted)
        case let code as ExitCode:
            Glibc.exit(code.rawValue)
        default:
            if let status = FaultStatus.status(of: error) {
                console.error("\(error)")
                end(status)
            }
            // ArgumentParser's own: help, version, usage (64). Anything else of ours has no exit code yet.
            if Kimage.exitCode(for: error) == .failure {
                console.error("\(error)")
                end(.software)
            }
            Kimage.exit(withError: error)
        }
    }

    private static func end(_ status: ExitStatus) -> Never {
        Glibc.exit(status.rawValue)
    }
}
