package import Distributions
internal import Initramfs
internal import Machine

/// Makes images of root trees from their archives, each once.
///
/// An image depends on the archive's digest, the format with its parameters, whether it has a hash tree, and the programs
/// with their versions, and on nothing else of this machine: not on its user, its clock, its processors or its file
/// system.
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
    /// returned as it is, or a copy of it with a hash tree.
    ///
    /// - Parameter verity: whether the hash tree of dm-verity follows it.
    /// - Throws: `ArchiveFault` where the archive is damaged or exceeds the limits; `RootImageFault` for a tree or
    ///   options that the format cannot have; `CapabilityFault`; `ToolFailure` where a program fails or is missing;
    ///   `MachineFailure`; `CancellationError`. Then nothing is left behind.
    package func image(
        of root: ImagePart, format: RootImageFormat, options: RootImageOptions = RootImageOptions(),
        verity: Bool = false
    ) async throws -> RootImage {
        let options = try options.resolved(format)
        let own = try Self.own(root, format)
        if let own, !verity { return own }
        let program = if let own { own.tool } else { try await tool(format) }
        let plainKey = key(root, format, options, program)
        let verityProgram = verity ? try await tools.version("veritysetup") : nil
        let key = verityProgram.map { Self.key(plainKey, verity: $0) } ?? plainKey
        if let found = cache.find(key, format) { return found }
        let lock = try await cache.lock()
        defer { withExtendedLifetime(lock) {} }
        // Another build may have made it meanwhile.
        if let found = cache.find(key, format) { return found }
        let workspace = try cache.workspace()
        let file = "\(workspace.path)/\(format.fileName)"
        var notes: [String]
        // Making one takes a minute, a copy a moment.
        if verity, let plain = own ?? cache.find(plainKey, format) {
            try Self.copy(plain, to: file)
            notes = plain.notes
        } else {
            notes = try await make(root, format, options, in: workspace.path, at: file)
        }
        try Task.checkCancellation()
        let tree = verity ? try await VerityMaker(tools: tools).append(to: file) : nil
        let image = try cache.add(
            file, key: key, format: format, verity: tree,
            tool: [program, verityProgram].compactMap(\.self).joined(separator: ", "), notes: notes)
        cache.tidyUp(keeping: image.path)
        return image
    }

    /// The base's root where it is an image already; nil where it is an archive.
    ///
    /// - Throws: `RootImageFault` for another format than the one that is wanted.
    private static func own(_ root: ImagePart, _ format: RootImageFormat) throws -> RootImage? {
        guard let found = try RootImageSniffer.format(of: root.path) else { return nil }
        guard found == format else {
            throw RootImageFault(
                "the base's root is an image already, \(found.rawValue), and none can be made of it in the format "
                    + "\(format.rawValue); take \(found.rawValue), or a base whose root is an archive")
        }
        return RootImage(
            format: format, path: root.path, size: root.size, digest: root.digest, verity: nil,
            tool: "the base's own", isNew: false, notes: [])
    }

    /// Makes the image; what the user should know of it.
    private func make(
        _ root: ImagePart, _ format: RootImageFormat, _ options: RootImageOptions, in workspace: String,
        at file: String
    ) async throws -> [String] {
        let archive = try RootArchive.read(root.path, spoolIn: spoolFolder)
        switch format {
        case .squashfs:
            try await SquashfsMaker(tools: tools).make(archive, options, in: workspace, at: file)
            return archive.notes + SquashfsMaker.notes(archive)
        case .erofs: try await ErofsMaker(tools: tools).make(archive, options, in: workspace, at: file)
        case .ext4: try await Ext4Maker(tools: tools).make(archive, in: workspace, at: file)
        case .cpio:
            try CpioMaker.make(archive, options, at: file)
            return archive.notes + CpioMaker.notes(archive)
        }
        return archive.notes
    }

    /// Copies an image that other builds use; held against its digest, since a tree over damaged bytes would make them
    /// right.
    private static func copy(_ image: RootImage, to path: String) throws {
        let part = InitrdPart(path: image.path, size: image.size, digest: image.digest, padding: 0)
        let source = try part.open()
        let file = try Descriptor(
            open: path, .writeOnly, options: [.create, .exclusive, .noFollow], mode: 0o600)
        var hasher = ContentHasher()
        try source.forEachChunk { chunk in
            hasher.update(chunk)
            try file.write(chunk)
        }
        guard hasher.digest == part.digest else { throw part.mismatch() }
        try file.close()
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

    /// The key of the same image with a hash tree.
    private static func key(_ plain: SHA256Digest, verity program: String) -> SHA256Digest {
        var writer = ByteWriter()
        writer.counted("kimage root image with a hash tree")
        writer.integer(version)
        writer.raw(plain.bytes)
        writer.counted(program)
        return ContentHasher.digest(writer.bytes)
    }
}
