import ArgumentParser
import Artifacts
import Machine

/// `kimage prune [LOCK…]`: makes room where upstream files are kept.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove what the store of upstream files has not used for a while.",
        discussion: """
            Removes files that no build has used, unfinished downloads, what was set aside as damaged and what killed \
            processes have left. What the given locks name stays however old it is.
            """)

    @Argument(help: "Locks whose files stay: recipes/*.lock.", completion: .file(extensions: ["lock"]))
    var locks: [String] = []

    @Option(help: ArgumentHelp("How long something must have been unused.", valueName: "DAYS"))
    var olderThan = 30

    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        if olderThan < 1 {
            throw ValidationError("--older-than takes days, at least 1: a build may be running")
        }
    }

    func run() throws {
        var kept: Set<SHA256Digest> = []
        for path in locks {
            guard let lock = try LockFile.read(path) else {
                throw CommandFailure(.missingInput, "there is no lock \(path)")
            }
            kept.formUnion(lock.digests)
        }
        let store = try Store(environment: .current())
        let result = try store.prune(keeping: kept, olderThan: .seconds(olderThan * 86_400))
        for digest in result.entries { consoleOptions.console.detail("removed \(digest.hex)") }
        try consoleOptions.console.result(
            "removed \(result.entries.count) files, \(result.partials) unfinished downloads, \(result.quarantined) damaged and "
                + "\(result.temporaries) left-over files: \(result.bytes) bytes")
    }
}
