internal import Subprocess
internal import SystemPackage

/// Writes the standard input of a program.
package typealias ToolFeed = @Sendable (ToolInput) async throws -> Void

/// Runs external programs; everything that kimage starts goes through here.
///
/// The functions are asynchronous because the commands are (`AsyncParsableCommand`) and because a transfer,
/// its progress and a time limit run at once. A program runs in a session of its own, has no standard input
/// but what it is fed with, and is over with all processes of its group when the function returns, however it
/// returns: at the end, at the time limit, when a callback throws, or when the task is cancelled (SIGTERM, half
/// a second later SIGKILL).
package enum Tool {
    /// Runs a program and collects what it writes.
    ///
    /// - Parameters:
    ///   - echo: called with the command line before it starts, for `--verbose`.
    ///   - feed: writes its standard input; nil: it has none. What it throws ends the program and is thrown on.
    /// - Returns: standard output, at most `command.outputLimit` bytes, and the last lines of standard error.
    /// - Throws: `ToolFailure` unless it exits with 0; `CancellationError` where the task is cancelled.
    package nonisolated(nonsending) static func run(
        _ command: ToolCommand, echo: (String) -> Void = { _ in }, feed: ToolFeed? = nil
    ) async throws -> ToolResult {
        var output: [UInt8] = []
        let errorLines = try await stream(command, echo: echo, feed: feed) { bytes in
            guard bytes.count <= command.outputLimit - output.count else {
                throw ToolFailure(
                    program: command.program, line: command.line,
                    reason: .outputTooLong(limit: command.outputLimit), errorLines: [])
            }
            output.append(contentsOf: bytes)
        }
        return ToolResult(output: output, errorLines: errorLines)
    }

    /// Runs a program and hands on what it writes, as it comes; a slow receiver makes the program wait.
    ///
    /// - Parameters:
    ///   - feed: as of `run`; it runs at the same time as `receive`.
    ///   - receive: called with the raw bytes of standard output, in order; what it throws ends the program and
    ///     is thrown on.
    /// - Returns: the last lines of standard error.
    /// - Throws: as `run`.
    @discardableResult
    package nonisolated(nonsending) static func stream(
        _ command: ToolCommand, echo: (String) -> Void = { _ in }, feed: ToolFeed? = nil,
        receive: (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> [String] {
        try Task.checkCancellation()
        echo(command.line)
        let watch = Watch()
        let ended: (status: TerminationStatus, errorLines: [String])
        do {
            if let feed {
                let (input, program) = try ToolInput.pair()
                let end = FileDescriptor(rawValue: program)
                ended = try await follow(
                    command, .fileDescriptor(end, closeAfterSpawningProcess: true), watch,
                    { [feed] in
                        defer { input.finish() }
                        try await feed(input)
                    }, receive)
            } else {
                ended = try await follow(command, .none, watch, nil, receive)
            }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw failure(command, error)
        }
        try Task.checkCancellation()
        let errorLines = ended.errorLines.map(command.redacted)
        let reason: ToolFailure.Reason
        switch ended.status {
        case _ where watch.timedOut: reason = .timedOut(command.timeLimit ?? .zero)
        case .exited(0): return errorLines
        case .exited(let status): reason = .exited(status)
        case .signaled(let signal): reason = .signalled(signal)
        }
        throw ToolFailure(
            program: command.program, line: command.line, reason: reason, errorLines: errorLines)
    }

    private nonisolated(nonsending) static func follow(
        _ command: ToolCommand, _ input: some InputProtocol, _ watch: Watch,
        _ feed: (@Sendable () async throws -> Void)?, _ receive: (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> (status: TerminationStatus, errorLines: [String]) {
        let result = try await Subprocess.run(
            configuration(command), input: input, output: .sequence, error: .sequence
        ) { execution in
            try await watch.follow(
                execution.processIdentifier, output: execution.standardOutput,
                error: execution.standardError, limit: command.timeLimit, feed, receive)
        }
        return (result.terminationStatus, result.closureResult)
    }

    private static func configuration(_ command: ToolCommand) -> Configuration {
        var variables: [Subprocess.Environment.Key: String?] = [:]
        for (name, value) in ["LC_ALL": "C"].merging(command.environment, uniquingKeysWith: { $1 }) {
            if let key = Subprocess.Environment.Key(rawValue: name) { variables[key] = value }
        }
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = Watch.teardown
        let program = command.program
        return Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(command.arguments), environment: .inherit.updating(variables),
            workingDirectory: command.workingDirectory.map { FilePath($0) }, platformOptions: options)
    }

    private static func failure(_ command: ToolCommand, _ error: SubprocessError) -> ToolFailure {
        let missing = error.code == .executableNotFound
        return ToolFailure(
            program: command.program, line: command.line,
            reason: missing ? .missing : .notStarted(Printable.text(error.description)), errorLines: [])
    }
}
