internal import Machine

/// Runs the programs that make images.
struct RootTools: Sendable {
    let timeLimit: Duration
    let echo: @Sendable (String) -> Void
    /// Words before every command; for tests, which change what a program finds around it.
    var prefix: [String] = []

    /// Runs a program.
    ///
    /// - Throws: `ToolFailure`, where it is missing, too; what `feed` throws; `CancellationError`.
    @discardableResult
    func run(
        _ words: [String], environment: [String: String?], feed: ToolFeed? = nil
    ) async throws -> ToolResult {
        let all = prefix + words
        var command = ToolCommand(all[0], Array(all.dropFirst()))
        command.timeLimit = timeLimit
        command.environment = Self.searching(environment)
        return try await Tool.run(command, echo: echo, feed: feed)
    }

    /// The environment with the folders in which Debian keeps mke2fs, setcap and veritysetup: the PATH of other users than
    /// root leads to none of them, and none of the programs needs root's rights.
    private static func searching(_ environment: [String: String?]) -> [String: String?] {
        let path = Environment.current().variables["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": path + ":/usr/sbin:/sbin"].merging(environment, uniquingKeysWith: { $1 })
    }

    /// Runs a program that takes itself for root's and sees files as a list has them, by fakeroot(1).
    ///
    /// - Parameters:
    ///   - state: the list; nil: none.
    ///   - mark: a path of ours alone, where fakeroot writes its list at the end.
    /// - Throws: as `run`.
    func runFaked(
        _ words: [String], environment: [String: String?], state: String? = nil, mark: String,
        feed: ToolFeed? = nil
    ) async throws {
        let options = (state.map { ["-i", $0] } ?? []) + ["-s", mark, "--"]
        do {
            try await run(["fakeroot"] + options + words, environment: environment, feed: feed)
        } catch {
            FakerootDaemon.end(mark: mark)
            throw error
        }
    }

    /// Throws where a program is missing that a script of ours calls.
    func require(_ program: String) async throws {
        do {
            var command = ToolCommand(program, ["--help"])
            command.environment = Self.searching([:])
            _ = try await Tool.run(command)
        } catch let failure as ToolFailure where failure.reason != .missing {
            return
        }
    }

    /// What a program calls itself, "mksquashfs 4.5.1": a part of the key of what it makes.
    ///
    /// - Throws: `ToolFailure`, also where it is missing.
    func version(_ program: String) async throws -> String {
        switch program {
        case "mksquashfs": try await version(program, "-version", from: "mksquashfs version ")
        case "mkfs.erofs": try await version(program, "-V", from: "mkfs.erofs ")
        case "mke2fs": try await version(program, "-V", from: "mke2fs ")
        case "veritysetup": try await version(program, "--version", from: "veritysetup ")
        default: program
        }
    }

    /// The first word behind `prefix` in what the program prints.
    private func version(_ program: String, _ option: String, from prefix: String) async throws -> String {
        var command = ToolCommand(program, [option])
        command.timeLimit = .seconds(30)
        command.environment = Self.searching([:])
        var output: [UInt8] = []
        var errorLines: [String] = []
        do {
            errorLines = try await Tool.stream(command) { output.append(contentsOf: $0.prefix(4096)) }
        } catch let failure as ToolFailure where failure.reason != .missing {
            // mkfs.erofs 1.5 begins with its name and version, and then says that it does not know the option.
            errorLines = failure.errorLines
        }
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        let line = (lines + errorLines).first { $0.hasPrefix(prefix) }
        let number = line.map { $0.dropFirst(prefix.count).prefix { $0 != " " && $0 != "(" } }
        return "\(program) \(Printable.text(String(number ?? "of unknown version")))"
    }
}
