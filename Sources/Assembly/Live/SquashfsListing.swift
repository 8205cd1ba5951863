internal import Machine

/// Looks into a squashfs by squashfs-tools' `unsquashfs`, which neither mounts nor writes it.
struct SquashfsListing {
    let image: String
    let echo: @Sendable (String) -> Void

    /// What a listing of some hundred names takes; an image that makes more of it is no live image.
    private static let outputLimit = 4 << 20
    private static let timeLimit = Duration.seconds(60)
    /// The folder that unsquashfs would extract to, before every name of a listing.
    private static let prefix = "squashfs-root/"

    /// The names that matter.
    ///
    /// - Throws: `ToolFailure`: `missingProgram` without unsquashfs, `inputOutput` where it refuses the image.
    func tree() async throws -> LiveTree {
        // ostree/boot.0.1/NAME/CHECKSUM/0 and ostree/deploy/NAME/deploy/COMMIT.0 have five parts.
        var command = ToolCommand(
            "unsquashfs",
            [
                "-llnumeric", "-UTC", "-no-progress", "-processors", "1", "-max-depth", "5", image, "LiveOS",
                "proc",
                "ostree/boot.*", "ostree/deploy/*/deploy",
            ])
        command.timeLimit = Self.timeLimit
        command.outputLimit = Self.outputLimit
        let result = try await Tool.run(command, echo: echo)
        return LiveTree(Self.parse(result.text))
    }

    /// Writes one file of the squashfs to `target`, with holes for what is zero.
    ///
    /// - Parameter size: what the listing says; a file that is longer is an error.
    func extract(_ path: String, size: UInt64, to target: String) async throws {
        var writer = try SparseWriter(path: target, limit: size)
        var command = ToolCommand(
            "unsquashfs",
            ["-cat", "-no-progress", "-no-wildcards", "-data-queue", "32", "-frag-queue", "32", image, path])
        command.timeLimit = .seconds(900)
        try await Tool.stream(command, echo: echo) { try writer.write($0) }
        try writer.finish()
    }

    /// Lines such as `lrwxrwxrwx 0/0  8 2026-11-25 09:09 squashfs-root/ostree/boot.0 -> boot.0.1`.
    static func parse(_ text: String) -> [LiveEntry] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count == 6, let mode = fields[0].first, fields[5].hasPrefix(prefix) else {
                return nil
            }
            let name = fields[5].dropFirst(prefix.count)
            switch mode {
            case "d": return LiveEntry(path: String(name), kind: .directory)
            case "-":
                guard let size = UInt64(fields[2]) else { return nil }
                return LiveEntry(path: String(name), kind: .file(size: size))
            case "l":
                guard let arrow = name.firstRange(of: " -> ") else { return nil }
                return LiveEntry(
                    path: String(name[..<arrow.lowerBound]),
                    kind: .link(target: String(name[arrow.upperBound...])))
            default: return LiveEntry(path: String(name), kind: .other)
            }
        }
    }
}
