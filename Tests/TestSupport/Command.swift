import FoundationEssentials

/// What a program printed and how it ended.
public struct CommandResult: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs the kimage that was built with the tests, or any other program.
public enum Command {
    /// `KIMAGE_BIN`, or the executable of the debug build.
    public static var kimage: String {
        if let named = ProcessInfo.processInfo.environment["KIMAGE_BIN"] { return named }
        return PackageRoot.find() + "/.build/debug/kimage"
    }

    /// Runs kimage and waits for its end.
    ///
    /// - Parameters:
    ///   - environment: besides PATH, a locale and a folder for temporary files nothing else is there.
    ///   - prefix: programs that run it, such as `["setpriv", …]`.
    public static func kimage(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
        prefix: [String] = []
    ) throws -> CommandResult {
        try run(prefix + [kimage] + arguments, in: folder, environment: environment)
    }

    /// Runs a program found in PATH.
    public static func run(
        _ words: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> CommandResult {
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let result = try ChildProgram.run(words, in: folder, environment: variables)
        return CommandResult(
            status: result.status, output: String(decoding: result.output, as: UTF8.self),
            errors: result.errors)
    }
}
