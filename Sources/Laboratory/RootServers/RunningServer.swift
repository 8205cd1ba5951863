internal import Machine
internal import Synchronization

/// A server that runs in a task of its own until it is stopped.
struct RunningServer: Sendable {
    private let title: String
    private let task: Task<Void, Never>
    private let end: ServerEnd

    init(_ command: ToolCommand, title: String) {
        let end = ServerEnd()
        self.title = title
        self.end = end
        task = Task {
            do {
                try await Tool.stream(command) { _ in }
                end.reason.withLock { $0 = "it stopped serving" }
            } catch let failure as ToolFailure {
                end.reason.withLock { $0 = Self.reason(failure) }
            } catch {
                end.reason.withLock { $0 = "it was stopped" }
            }
        }
    }

    /// nil as long as it runs.
    var fault: RootServerFault? {
        end.reason.withLock { $0 }.map { .ended(title, reason: $0) }
    }

    /// Ends the server and waits until it is gone.
    func stop() async {
        task.cancel()
        await task.value
    }

    /// Without the shell that watches it.
    private static func reason(_ failure: ToolFailure) -> String {
        let how =
            switch failure.reason {
            case .exited(let status): "exit status \(status)"
            case .signalled(let signal): "signal \(signal)"
            default: failure.description
            }
        return ([how] + failure.errorLines).joined(separator: "\n  ")
    }
}

/// How a server has ended; shared between its task and who asks.
private final class ServerEnd: Sendable {
    let reason = Mutex<String?>(nil)
}
