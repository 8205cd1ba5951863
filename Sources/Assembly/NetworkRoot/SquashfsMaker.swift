internal import Machine

/// Has mksquashfs (squashfs-tools 4.5 or newer) make an image from a tar on its standard input: without the rights of root,
/// and without the tree on the disk.
struct SquashfsMaker {
    let tools: RootTools

    /// What the user should know.
    static func notes(_ archive: RootArchive, now: FileTime = .now()) -> [String] {
        guard Int64(archive.newest) > now.seconds else { return [] }
        return [
            "files of the root archive are of a time that is still to come; until then every image of it has the time "
                + "of its making in its root directory, and other bytes"
        ]
    }

    /// - Parameter options: resolved.
    /// - Throws: `ToolFailure`, `MachineFailure`, `CancellationError`.
    func make(
        _ archive: RootArchive, _ options: RootImageOptions, in workspace: String, at path: String
    ) async throws {
        var words = ["mksquashfs", "-", path, "-tar", "-noappend", "-no-progress", "-quiet", "-no-recovery"]
        words += ["-comp", options.compression?.rawValue ?? "zstd"]
        if options.compression == .lz4 { words.append("-Xhc") }
        if let level = options.level { words += ["-Xcompression-level", "\(level)"] }
        if let size = options.blockSize { words += ["-b", "\(size)"] }
        // Of a tar the mode of the root directory counts only here, and its owner is who calls getuid(2).
        words += ["-root-mode", String(archive.root.permissions, radix: 8)]
        let tar = RootTar(archive: archive, hasRoot: false)
        // The root directory is stamped with the time of now, cut down to this one (as is the image itself). No other
        // time is later, so they stay what they are.
        let newest = archive.newest
        let environment: [String: String?] = ["SOURCE_DATE_EPOCH": "\(newest)"]
        if UserIdentity.effective == 0 {
            try await tools.run(words, environment: environment) { try await tar.write(to: $0) }
        } else {
            let mark = "\(workspace)/fakeroot"
            try await tools.runFaked(words, environment: environment, mark: mark) {
                try await tar.write(to: $0)
            }
        }
    }
}
