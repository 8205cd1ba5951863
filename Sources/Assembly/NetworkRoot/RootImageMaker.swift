package import Distributions
internal import Initramfs
internal import Machine

/// Makes images of root trees from their archives, each once.
///
/// An image depends on the archive's digest, the format with its parameters, and the program with its version, and on
/// nothing else of this machine: not on its user, its clock, its processors or its file system.
package struct RootImageMaker: Sendable {
    /// Raised whenever the same archive gives another image.
    private static let version: UInt32 = 1

    private let cache: RootImageCache
    private let spoolFolder: String
    private let tools: RootTools

    /// - Parameters:
    ///   - timeLimit: how long a program may run.
    ///   - echo: called with the command lines of programs before they start.
    /// - Throws: `MachineFailure`.
    package init(
        cache: CacheFolder, timeLimit: Duration = .seconds(3600),
        echo: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        try self.init(cache: cache, tools: RootTools(timeLimit: timeLimit, echo: echo))
    }

    init(cache: CacheFolder, tools: RootTools) throws {
        self.cache = try RootImageCache(cache: cache)
        spoolFolder = try cache.folder("roots")
        self.tools = tools
    }

    /// The image of a base's root: from the cache, or made now. A root that is an image of that format already is
    /// returned as it is.
    ///
    /// - Throws: `ArchiveFault` where the archive is damaged or exceeds the limits; `RootImageFault` for a tree or
    ///   options that the format cannot have; `CapabilityFault`; `ToolFailure` where a program fails or is missing;
    ///   `MachineFailure`; `CancellationError`. Then nothing is left behind.
    package func image(
        of root: ImagePart, format: RootImageFormat, options: RootImageOptions = RootImageOptions()
    ) async throws -> RootImage {
        let options = try options.resolved(format)
        if let found = try RootImageSniffer.format(of: root.path) {
            guard found == format else {
                throw RootImageFault(
                    "the base's root is an image already, \(found.rawValue), and none can be made of it in the format "
                        + "\(format.rawValue); take \(found.rawValue), or a base whose root is an archive")
            }
            return RootImage(
                format: format, path: root.path, size: root.size, digest: root.digest,
                tool: "the base's own", isNew: false, notes: [])
        }
        let tool = try await tool(format)
        let key = key(root, format, options, tool)
        if let found = cache.find(key, format) { return found }
        let lock = try await cache.lock()
        defer { withExtendedLifetime(lock) {} }
        // Another build may have made it meanwhile.
        if let found = cache.find(key, format) { return found }
        let workspace = try cache.workspace()
        let archive = try RootArchive.read(root.path, spoolIn: spoolFolder)
        let file = "\(workspace.path)/\(format.fileName)"
        var notes = archive.notes
        switch format {
        case .squashfs:
            try await SquashfsMaker(tools: tools).make(archive, options, in: workspace.path, at: file)
            notes += SquashfsMaker.notes(archive)
        case .erofs: try await ErofsMaker(tools: tools).make(archive, options, in: workspace.path, at: file)
        case .ext4: try await Ext4Maker(tools: tools).make(archive, in: workspace.path, at: file)
        case .cpio:
            try CpioMaker.make(archive, options, at: file)
            notes += CpioMaker.notes(archive)
        }
        try Task.checkCancellation()
        let image = try cache.add(file, key: key, format: format, tool: tool, notes: notes)
        cache.tidyUp(keeping: image.path)
        return image
    }

    private func tool(_ format: RootImageFormat) async throws -> String {
        switch format {
        case .squashfs: try await tools.version("mksquashfs")
        case .erofs: try await tools.version("mkfs.erofs")
        case .ext4: try await tools.version("mke2fs")
        case .cpio: "kimage"
        }
    }

    private func key(
        _ root: ImagePart, _ format: RootImageFormat, _ options: RootImageOptions, _ tool: String
    ) -> SHA256Digest {
        var writer = ByteWriter()
        writer.counted("kimage root image")
        writer.integer(Self.version)
        writer.integer(Segment.writerVersion)
        writer.raw(root.digest.bytes)
        writer.counted(format.rawValue)
        writer.counted(options.compression?.rawValue ?? "")
        writer.integer(Int64(options.level ?? -1))
        writer.integer(Int64(options.blockSize ?? -1))
        writer.counted(tool)
        return ContentHasher.digest(writer.bytes)
    }
}
