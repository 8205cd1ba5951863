import FoundationEssentials
import Glibc
import TestSupport

/// Debian's docker-registry, running until `stop`, until its owner goes, or until this process ends, however it ends.
final class RegistryProcess {
    /// Where its log is.
    let log: String
    private let port: UInt16
    private let shell: pid_t
    /// The end of a pipe that the server's shell waits at until it is closed.
    private let lifeline: Int32
    private var hasEnded = false

    // The server's own standard input is /dev/null, since a shell gives that to what runs in the background.
    private static let program = """
        docker-registry serve "$0" & server=$!
        read -r line
        kill $server
        wait $server
        """

    /// Starts it and waits until it listens.
    ///
    /// - Parameter environment: overrides keys of the configuration, `REGISTRY_HTTP_ADDR=127.0.0.1:5000`.
    init(configuration: String, environment: [String] = [], port: UInt16, log: String) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Self.failure("pipe", errno) }
        // Another program that had the end would keep the server alive. Boot tests run one at a time, so none starts in
        // between.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Threads of tests have signals blocked, and a shell that inherits this never hears of its child's end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let words = ["sh", "-c", Self.program, configuration]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = (["PATH=\(path)"] + environment).map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        let spawned = posix_spawnp(&child, words[0], &actions, &attributes, &argv, &envp)
        close(ends[0])
        guard spawned == 0 else {
            close(ends[1])
            throw Self.failure("sh", spawned)
        }
        self.log = log
        self.port = port
        shell = child
        lifeline = ends[1]
        for _ in 0..<300 {
            if try LoopbackPort.answers(port) { return }
            usleep(100_000)
        }
        let text = String(decoding: (try? readFile(log)) ?? [], as: UTF8.self)
        throw ChildProgram.Failure(description: "docker-registry does not listen: \(text.suffix(1000))")
    }

    deinit { end() }

    /// Ends it; an error where somebody still listens there.
    func stop() throws {
        end()
        guard try !LoopbackPort.answers(port) else {
            throw ChildProgram.Failure(description: "port \(port) answers after the end of docker-registry")
        }
    }

    private func end() {
        guard !hasEnded else { return }
        hasEnded = true
        close(lifeline)
        var status: Int32 = 0
        while waitpid(shell, &status, 0) < 0, errno == EINTR {}
    }

    /// The requests that it answered with success, as its log has them: `GET /v2/… HTTP/1.1" 200 …`.
    ///
    /// - Parameter client: how the client names itself at the start: `docker/`.
    func answered(_ client: String) throws -> [String] {
        let lines = String(decoding: try readFile(log), as: UTF8.self).split(separator: "\n")
        return lines.compactMap { line in
            guard let start = line.firstRange(of: "\"GET "), line.contains("HTTP/1.1\" 200 "),
                line.contains(" \"\(client)")
            else { return nil }
            return String(line[start.upperBound...].prefix { $0 != " " })
        }
    }

    private static func failure(_ what: String, _ code: Int32) -> ChildProgram.Failure {
        ChildProgram.Failure(description: "\(what): \(String(cString: strerror(code)))")
    }
}
