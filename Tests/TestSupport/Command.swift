import FoundationEssentials
import Glibc

/// What a program printed and how it ended.
public struct CommandResult: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs the kimage that was built with the tests, or any other program.
public enum Command {
    /// `KIMAGE_BIN`, or the executable beside the test's own.
    public static var kimage: String {
        if let named = ProcessInfo.processInfo.environment["KIMAGE_BIN"] { return named }
        return PackageRoot.find() + "/.build/debug/kimage"
    }

    /// Runs kimage and waits for its end.
    ///
    /// - Parameters:
    ///   - environment: added to ours; an empty value removes the variable.
    ///   - prefix: programs that run it, such as `["setpriv", …]`.
    public static func kimage(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
        prefix: [String] = []
    ) throws -> CommandResult {
        try run(prefix + [kimage] + arguments, in: folder, environment: environment)
    }

    /// Runs a program through /bin/sh, which finds it and changes folders, with output in files.
    public static func run(
        _ words: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> CommandResult {
        let scratch = try Scratch()
        let outputPath = scratch.path + "/output"
        let errorPath = scratch.path + "/errors"
        var script = ""
        if let folder { script += "cd \(quote(folder)) && " }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            script += value.isEmpty ? "unset \(name); " : "export \(name)=\(quote(value)); "
        }
        script +=
            words.map(quote).joined(separator: " ")
            + " >\(quote(outputPath)) 2>\(quote(errorPath)) </dev/null"
        var process: pid_t = 0
        let arguments = ["/bin/sh", "-c", script]
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        guard posix_spawn(&process, "/bin/sh", nil, nil, pointers, environ) == 0 else {
            return CommandResult(status: 127, output: "", errors: "cannot start /bin/sh")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return CommandResult(
            status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: text(outputPath), errors: text(errorPath))
    }

    private static func text(_ path: String) -> String {
        (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func quote(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
