internal import Machine

/// Looks into a file system of the ext family by e2fsprogs' `debugfs`, read-only and without its bitmaps.
struct DebugfsTree {
    let image: String
    let echo: @Sendable (String) -> Void

    private static let outputLimit = 1 << 20
    private static let timeLimit = Duration.seconds(60)
    /// A sysroot has two or three deployments.
    private static let most = 32

    /// The names that matter.
    ///
    /// - Throws: `ToolFailure`: `missingProgram` without debugfs.
    func tree() async throws -> LiveTree {
        var tree = LiveTree()
        try await list("", into: &tree) { ["proc", "ostree"].contains($0) }
        try await list("ostree", into: &tree) {
            OstreeName.isBootLink($0) || OstreeName.isBootFolder($0) || $0 == "deploy"
        }
        for boot in tree.names(in: "ostree") where tree.isDirectory("ostree/\(boot)") && boot != "deploy" {
            try await list("ostree/\(boot)", into: &tree, OstreeName.isSystem)
            for name in tree.names(in: "ostree/\(boot)") {
                try await list("ostree/\(boot)/\(name)", into: &tree, OstreeName.isChecksum)
                for sum in tree.names(in: "ostree/\(boot)/\(name)") {
                    try await list("ostree/\(boot)/\(name)/\(sum)", into: &tree, OstreeName.isSerial)
                }
            }
        }
        try await list("ostree/deploy", into: &tree, OstreeName.isSystem)
        for name in tree.names(in: "ostree/deploy") {
            try await list("ostree/deploy/\(name)", into: &tree) { $0 == "deploy" }
            try await list("ostree/deploy/\(name)/deploy", into: &tree, OstreeName.isDeployment)
        }
        return tree
    }

    /// Adds the names of a folder that are wanted; none where there is no such folder.
    private func list(
        _ folder: String, into tree: inout LiveTree, _ isWanted: (String) -> Bool
    ) async throws {
        let text = try await run("ls -p /\(folder)")
        for (name, mode) in Self.parse(text).filter({ isWanted($0.name) }).prefix(Self.most) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            // linux/stat.h: S_IFMT and its values.
            switch mode & 0o170000 {
            case 0o040000: tree.add(LiveEntry(path: path, kind: .directory))
            case 0o120000:
                let target = try await self.target(of: path)
                tree.add(LiveEntry(path: path, kind: target.map { .link(target: $0) } ?? .other))
            default: tree.add(LiveEntry(path: path, kind: .other))
            }
        }
    }

    /// Up to 59 bytes of a link lie in the inode (linux, fs/ext4/symlink.c), longer ones in a block.
    private func target(of path: String) async throws -> String? {
        let text = try await run("stat /\(path)")
        let mark = "Fast link dest: \""
        if let line = text.split(separator: "\n").first(where: { $0.hasPrefix(mark) }), line.hasSuffix("\"") {
            return String(line.dropFirst(mark.count).dropLast())
        }
        let target = try await run("cat /\(path)")
        return target.isEmpty || target.utf8.count > 4095 ? nil : target
    }

    private func run(_ request: String) async throws -> String {
        var command = ToolCommand("debugfs", ["-c", "-R", request, image])
        command.timeLimit = Self.timeLimit
        command.outputLimit = Self.outputLimit
        return try await Tool.run(command, echo: echo).text
    }

    /// Lines such as `/14/120777/0/0/boot.0/8/`: inode, mode, user, group, name, size.
    static func parse(_ text: String) -> [(name: String, mode: UInt32)] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "/", omittingEmptySubsequences: false)
            guard fields.count == 8, fields[0].isEmpty, let mode = UInt32(fields[2], radix: 8) else {
                return nil
            }
            let name = String(fields[5])
            return name == "." || name == ".." ? nil : (name, mode)
        }
    }
}
