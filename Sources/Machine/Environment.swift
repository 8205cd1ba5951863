@preconcurrency import Glibc

/// The environment variables that change what kimage does. Read once, then passed as a value.
package struct Environment: Sendable, Equatable {
    /// All variables, by name.
    package let variables: [String: String]

    package init(variables: [String: String]) {
        self.variables = variables
    }

    /// The variables of this process.
    package static func current() -> Environment {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next = next.advanced(by: 1)
        }
        return Environment(variables: variables)
    }

    /// The folder for what can be made again: `XDG_CACHE_HOME`, or `~/.cache` where that is empty, unset or
    /// relative. "All paths set in these environment variables must be absolute. If an implementation
    /// encounters a relative path […] it should consider the path invalid and ignore it" (XDG Base Directory
    /// Specification 0.8).
    ///
    /// - Throws: `MachineFailure`, category `cannotCreate`, where neither is an absolute path.
    package func cacheHome() throws -> String {
        if let folder = variables["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder }
        guard let home = variables["HOME"], home.hasPrefix("/") else {
            throw MachineFailure(
                "find the folder for the cache", path: "", reason: "HOME is not an absolute path",
                category: .cannotCreate, hint: "set XDG_CACHE_HOME")
        }
        return home + "/.cache"
    }

    /// Where temporary files go: `TMPDIR` where that is an absolute path, else `/tmp`.
    package var temporaryFolder: String {
        if let folder = variables["TMPDIR"], folder.hasPrefix("/") { return folder }
        return "/tmp"
    }

    /// The time that goes into outputs, in seconds since 1970: `SOURCE_DATE_EPOCH`
    /// (reproducible-builds.org/specs/source-date-epoch), 0 where that is unset or empty. A newc header has
    /// room for 32 bits of it.
    ///
    /// - Throws: `MachineFailure`, category `invalidData`, where it is no decimal number of that range.
    package func sourceDateEpoch() throws -> UInt32 {
        guard let text = variables["SOURCE_DATE_EPOCH"], !text.isEmpty else { return 0 }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = UInt32(text) else {
            throw MachineFailure(
                "use SOURCE_DATE_EPOCH", path: text,
                reason: "it must be a whole number from 0 to \(UInt32.max)",
                category: .invalidData, hint: "unset it for 0, or set it to seconds since 1970")
        }
        return seconds
    }

    /// Whether output must be without colour: `NO_COLOR` set to anything but nothing (no-color.org).
    package var noColor: Bool {
        !(variables["NO_COLOR"] ?? "").isEmpty
    }
}
