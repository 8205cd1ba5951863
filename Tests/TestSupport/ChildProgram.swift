import FoundationEssentials
import Glibc

/// Runs a program of this machine with files as its streams, so that no pipe can fill up.
public struct ChildProgram {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        public init(description: String) {
            self.description = description
        }
    }

    public struct Output: Sendable {
        public let status: Int32
        public let output: [UInt8]
        public let errors: String

        /// The output's lines.
        public var lines: [String] {
            String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    /// True where all the programs are installed; tests that need one are skipped without it.
    public static func exists(_ names: String...) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return names.allSatisfy { name in
            path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
        }
    }

    /// Runs a program found in PATH and waits for it.
    public static func run(
        _ arguments: [String], input: [UInt8] = [], in folder: String? = nil, environment: [String] = []
    ) throws -> Output {
        let streams = try TemporaryFolder()
        try Data(input).write(to: URL(fileURLWithPath: streams.path + "/in"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, streams.path + "/in", O_RDONLY, 0)
        for (descriptor, name) in [(Int32(1), "out"), (2, "err")] {
            let file = streams.path + "/" + name
            posix_spawn_file_actions_addopen(&actions, descriptor, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        // A shell changes the folder: the spawn action for it is not among the declarations that Swift
        // imports.
        let command =
            folder.map { ["sh", "-c", "cd \"$0\" && exec \"$@\"", $0] + arguments } ?? arguments
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let names = Set(environment.map { $0.prefix { $0 != "=" } })
        let standard = ["PATH=\(path)", "LC_ALL=C.UTF-8", "TMPDIR=\(streams.path)"]
        let variables = standard.filter { !names.contains($0.prefix { $0 != "=" }) } + environment
        var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        let spawned = posix_spawnp(&child, command[0], &actions, nil, &argv, &envp)
        guard spawned == 0 else {
            throw Failure(description: "\(command[0]): \(String(cString: strerror(spawned)))")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(description: "waitpid: \(errno)") }
        }
        // wait(2): the low seven bits are the signal, the next eight the exit status.
        let code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
        return Output(
            status: code, output: try readFile(streams.path + "/out"),
            errors: String(decoding: try readFile(streams.path + "/err"), as: UTF8.self))
    }

    /// The same; a program that fails is an error with its last words.
    @discardableResult
    public static func expectSuccess(
        _ arguments: [String], input: [UInt8] = [], in folder: String? = nil
    ) throws -> Output {
        let result = try run(arguments, input: input, in: folder)
        guard result.status == 0 else {
            throw Failure(
                description: "\(arguments.joined(separator: " ")): \(result.status): \(result.errors)")
        }
        return result
    }
}

/// The whole of a file.
public func readFile(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Makes a file.
public func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}
