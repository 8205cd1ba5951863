import Glibc
internal import Machine

/// A program that runs for long, a server or a machine, and what keeps it from outliving kimage when that is killed.
struct WatchedCommand: Sendable, Equatable {
    var program: String
    var arguments: [String]
    var environment: [String: String] = [:]
    /// Where it writes its number, where it goes into the background.
    var numberFile: String?

    /// Runs the program, ends it when it is asked to (SIGTERM) or when kimage is gone, and removes the folder then. A
    /// server in the background has a session of its own, where the signals to our group do not reach it.
    private static let watcher = """
        parent=$1 place=$2 file=$3
        shift 3
        if [ -z "$file" ]; then
            "$@" &
            number=$!
        else
            rm -f "$file"
            "$@" || exit
            # The number is written after the program has returned.
            tries=0
            while [ ! -s "$file" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
            read -r number <"$file" || exit 1
        fi
        lives() {
            # Where nobody waits for it, a dead one stays as a zombie.
            case $(cat "/proc/$number/stat" 2>/dev/null) in '' | *') Z '*) return 1 ;; esac
        }
        end() {
            kill -TERM "$number"
            tries=0
            while lives && [ $tries -lt 30 ]; do sleep 0.1; tries=$((tries + 1)); done
            kill -KILL "$number"
            [ -z "$file" ] || kill -KILL -- "-$number"
        } 2>/dev/null
        trap 'end; exit 143' TERM
        while lives; do
            if ! kill -0 "$parent" 2>/dev/null; then
                end
                [ -z "$place" ] || rm -rf -- "$place"
                # What else the server has started, and this shell.
                kill -KILL 0
            fi
            sleep 0.3 &
            wait $!
        done
        [ -n "$file" ] || wait "$number"
        """

    /// The command that runs it.
    ///
    /// - Parameters:
    ///   - place: the folder that is removed when kimage is gone; nil: none.
    ///   - searchPath: where programs are looked for.
    ///   - parent: the process that it does not outlive.
    func watched(place: String? = nil, searchPath: String, parent: Int32 = getpid()) -> ToolCommand {
        var command = ToolCommand(
            "sh",
            ["-c", Self.watcher, "kimage-watch", "\(parent)", place ?? "", numberFile ?? "", program]
                + arguments
        )
        command.environment = environment.mapValues { $0 }
        command.environment["PATH"] = searchPath
        return command
    }

    /// A failure of the shell that watches it, as the program's own.
    func failure(_ failure: ToolFailure) -> ToolFailure {
        var reason = failure.reason
        // As a shell has it (POSIX, 2.8.2): 128 and the signal's number.
        if case .exited(let status) = reason, status > 128 { reason = .signalled(status - 128) }
        return ToolFailure(program: program, line: line, reason: reason, errorLines: failure.errorLines)
    }

    /// The line that is shown.
    var line: String { ToolCommand(program, arguments).line }
}
