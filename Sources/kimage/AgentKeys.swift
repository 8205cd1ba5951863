import Machine

/// The public keys of the user's SSH agent, as `ssh-add -L` lists them.
enum AgentKeys {
    /// The word of a recipe that asks for them.
    static let word = "agent"

    /// Lines of `authorized_keys`.
    ///
    /// - Throws: `CommandFailure` with the reason; exit code 78 where ssh-add is missing, 66 where there is no agent.
    static func read() async throws -> [UInt8] {
        var command = ToolCommand("ssh-add", ["-L"])
        command.timeLimit = .seconds(20)
        do {
            return try await Tool.run(command).output
        } catch let failure as ToolFailure {
            if case .missing = failure.reason {
                throw CommandFailure(
                    .missingProgram,
                    "ssh-add is not installed, so the keys of the SSH agent cannot be asked for")
            }
            throw CommandFailure(
                .missingInput,
                "the SSH agent gives no keys: \(failure.errorLines.last ?? "ssh-add -L failed")\nStart one (ssh-agent) "
                    + "and add a key (ssh-add), or name files of public keys instead of \"agent\"")
        }
    }
}
