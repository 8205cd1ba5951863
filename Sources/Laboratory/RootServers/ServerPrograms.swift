import Glibc
internal import Machine

/// Where servers are: users' search paths often leave out the folders of the system's programs.
struct ServerPrograms: Sendable {
    let searchPath: String

    init(_ environment: Environment) {
        searchPath = (environment.variables["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"
    }

    /// - Throws: `LaboratoryFault.missingProgram` for the first that is not installed.
    func require(_ names: String...) throws(LaboratoryFault) {
        for name in names {
            let isThere = searchPath.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
            guard isThere else { throw .missingProgram(name) }
        }
    }

    /// A command with that search path.
    func command(_ name: String, _ arguments: [String], environment: [String: String] = [:]) -> ToolCommand {
        var command = ToolCommand(name, arguments)
        command.environment = environment.mapValues { $0 }
        command.environment["PATH"] = searchPath
        command.timeLimit = .seconds(600)
        return command
    }
}
