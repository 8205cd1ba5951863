import FoundationEssentials
import Initramfs
import Laboratory
import Machine
import TestSupport

/// A guest whose /init checks the files of a list, and what came of one boot.
enum Guest {
    /// What a boot showed.
    struct Report {
        let outcome: GuestOutcome
        /// The kernel's words after "Initramfs unpacking failed: ", once each.
        let messages: [String]
        /// How many files of the list are there and right.
        let right: Int?
        /// The names of those that are not.
        let wrong: Set<String>
        let log: String
    }

    private static let done = "GUEST-DONE"

    /// Of the stand-in's initrd; a static one is not installed everywhere.
    private static let busybox = Result {
        let source = try InputSource(path: Bases.path("rancheros-standin/initrd"))
        return try InitrdReader(source).read().contents(of: EntryName("usr/bin/busybox"))
    }

    private static let program = """
        #!/busybox sh
        cd /
        /busybox sha256sum -c /sums >/sums.log 2>/sums.errors
        /busybox grep -v ': OK$' /sums.log
        echo "RIGHT $(/busybox grep -c ': OK$' /sums.log)"
        [ "$(/busybox grep -c . /sums)" = "$(/busybox grep -c ': OK$' /sums.log)" ] && echo PAYLOAD-OK
        [ -x /more ] && /busybox sh /more
        echo \(done)
        exec /busybox reboot -f

        """

    /// The archive that boots: busybox, /init, and the list of what it looks for.
    ///
    /// - Parameter more: a script that it runs afterwards.
    static func base(_ files: [PayloadFile], trailer: Bool = true, more: String? = nil) throws -> [UInt8] {
        let tool = try busybox.get()
        return NewcMaker.archive(trailer: trailer) { maker in
            maker.file("busybox", tool, mode: 0o755)
            maker.file("init", Array(program.utf8), mode: 0o755)
            maker.file("sums", files.map(\.sum).joined())
            if let more { maker.file("more", Array(more.utf8), mode: 0o755) }
        }
    }

    /// Boots the stand-in's kernel with an initrd.
    static func boot(_ initrd: [UInt8], memory: Int = 512) async throws -> Report {
        let scratch = try Scratch()
        let path = try scratch.write("initrd.img", initrd)
        let machine = QemuMachine(
            boot: .direct(
                kernel: Bases.path("rancheros-standin/kernel"), initrd: path, commandLine: ["quiet"]),
            memoryMiB: memory,
            accelerator: try Accelerator.choose(environment: .current(), probe: .current()))
        var bytes: [UInt8] = []
        let result = try await GuestRun(machine, expect: done, timeLimit: .seconds(120)).run(
            serial: { bytes += $0 })
        let log = String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self)
        return report(result, log)
    }

    private static func report(_ result: GuestResult, _ log: String) -> Report {
        let prefix = "Initramfs unpacking failed: "
        var messages: [String] = []
        var wrong: Set<String> = []
        var right: Int?
        for line in log.split(separator: "\n") {
            if let range = line.firstRange(of: prefix) { messages.append(String(line[range.upperBound...])) }
            if line.hasSuffix(": FAILED") { wrong.insert(String(line.dropLast(8))) }
            if line.hasPrefix("RIGHT ") { right = Int(line.dropFirst(6)) }
        }
        return Report(
            outcome: result.outcome, messages: messages, right: right, wrong: wrong, log: log)
    }
}
