internal import Machine

/// Has mkfs.erofs make an image. The program (1.5) takes nothing but a folder.
struct ErofsMaker {
    let tools: RootTools
    /// The same for all: what tells images apart is their digest.
    private static let identifier = "00000000-0000-4000-8000-000000000000"

    /// - Parameter options: resolved.
    func make(
        _ archive: RootArchive, _ options: RootImageOptions, in workspace: String, at path: String
    ) async throws {
        var words = ["mkfs.erofs", "--quiet", "-U", Self.identifier]
        if options.compression == .lz4 {
            words.append("-zlz4hc,\(options.level ?? 9)")
            if let size = options.blockSize, size > 4096 { words.append("-C\(size)") }
        }
        let folder = try RootFolder(archive, at: "\(workspace)/tree")
        // Times later than this one would become it; it is also the image's own. Without it that is now.
        let newest = archive.newest
        try await folder.run(
            words + [path, folder.path], archive, environment: ["SOURCE_DATE_EPOCH": "\(newest)"],
            stateFile: "\(workspace)/state", tools: tools)
    }
}
