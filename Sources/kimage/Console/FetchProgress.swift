import Artifacts
import Glibc
import Machine
import Synchronization

/// Tells how downloads go: one line that is redrawn on a terminal, plain lines elsewhere.
final class FetchProgress: Sendable {
    private let console: Console
    /// When a line was last drawn, in milliseconds of the monotonic clock.
    private let last = Mutex<Int64>(0)

    init(console: Console) {
        self.console = console
    }

    /// Called from any thread.
    func tell(_ event: FetchEvent) {
        switch event {
        case .waiting(let name): console.note("waiting for another kimage that fetches \(name)")
        case .command(let line): console.detail("run: \(line)")
        case .started(let name, let from, let total):
            let size = total.map { " (\(Self.mib($0)))" } ?? ""
            let rest = from > 0 ? ", going on at \(Self.mib(from))" : ""
            console.note("fetch \(name)\(size)\(rest)")
        case .progress(let name, let progress): draw(name, progress)
        case .retrying(let name, let reason, let seconds):
            console.clearLine()
            let subject = reason.hasPrefix(name) ? "" : "\(name): "
            console.note("\(subject)\(reason); again in \(Int(seconds.rounded())) s")
        case .restarting(let name, let reason): console.note("\(name): \(reason); from the start")
        case .passedOver(let name, let reason): console.note("\(name): \(reason); asking the next place")
        case .finished(let name, let digest, let size):
            console.clearLine()
            console.note("have \(name): \(Self.mib(size)), sha256 \(digest.hex)")
        case .quarantined(let path, let reason): console.warning("set aside \(path): \(reason)")
        }
    }

    /// At most ten times a second, and only where a person watches.
    private func draw(_ name: String, _ progress: TransferProgress) {
        guard console.isTerminal, !console.isQuiet else { return }
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let milliseconds = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
        let isDue = last.withLock { last in
            guard milliseconds - last >= 100 else { return false }
            last = milliseconds
            return true
        }
        guard isDue else { return }
        var line = Self.mib(progress.bytes)
        if let total = progress.total, total > 0 {
            line += " of \(Self.mib(total)) (\(progress.bytes * 100 / total) %)"
        }
        if let rate = progress.bytesPerSecond { line += ", \(Self.mib(Int64(rate)))/s" }
        if let left = progress.secondsLeft { line += ", \(Int(left.rounded())) s left" }
        console.redraw("  \(line)")
    }

    private static func mib(_ bytes: Int64) -> String {
        let tenths = (bytes * 10 + 524_288) / 1_048_576
        return "\(tenths / 10).\(tenths % 10) MiB"
    }
}
