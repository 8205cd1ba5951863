internal import Machine

/// An image that is written but not published: files can be added, then the whole folder takes its place at once. One
/// that goes unpublished leaves nothing behind.
package struct StagedImage: ~Copyable {
    /// What is known of the image so far; `files` grows with every file that is added.
    package private(set) var image: AssembledImage

    // In this order they go: the folder is removed before another build may have its turn.
    private let staging: TemporaryDirectory
    private let out: OutputFolder
    /// Keeps others from removing this build's segments from the cache.
    private let lease: FileLock
    private let context: PublishContext
    private var open: [OpenFile] = []
    private var folders: Set<String> = []

    /// More open files are synchronized at once, not at the end.
    private static let mostOpen = 16

    /// - Parameter staging: a folder in `out`.
    init(
        out: consuming OutputFolder, staging: consuming TemporaryDirectory, lease: consuming FileLock,
        image: AssembledImage, context: PublishContext
    ) {
        self.staging = staging
        self.out = out
        self.lease = lease
        self.image = image
        self.context = context
    }

    /// Where a file that was added lies until the image is published; for reading.
    package func path(of file: String) -> String { "\(staging.path)/\(file)" }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - path: below the image's folder; folders are made. Letters, digits and `. _ - : +` in each component.
    /// - Throws: `MachineFailure`, also where the image has such a file already.
    ///   - isSecret: only the owner may read it.
    ///   - isExecutable: whoever may read it may run it.
    package mutating func add(
        _ path: String, contents: [UInt8], isSecret: Bool = false, isExecutable: Bool = false
    ) throws {
        try claim(path)
        let file = try OutputSpace.explaining("\(image.folder)/\(path)", bytes: UInt64(contents.count)) {
            let file = try create(path)
            var permissions = isSecret ? 0o600 : context.options.filePermissions
            if isExecutable { permissions |= (permissions & 0o444) >> 2 }
            if isSecret || isExecutable { try file.descriptor.setPermissions(permissions) }
            try file.descriptor.write(contents)
            return file
        }
        try finish(
            file,
            PublishedFile(path: path, size: UInt64(contents.count), digest: ContentHasher.digest(contents)))
    }

    /// Says the whole command line of the kernel and writes it down.
    mutating func setCommandLine(_ words: [String]) throws {
        image.commandLine = words
        try add("cmdline", text: words.joined(separator: " ") + "\n")
    }

    /// Adds a text file in UTF-8.
    package mutating func add(_ path: String, text: String) throws {
        try add(path, contents: Array(text.utf8))
    }

    /// Copies a file whose digest is known; `bytes` are verified on the way.
    mutating func copy(_ part: InitrdPart, to path: String) throws {
        try claim(path)
        let file = try OutputSpace.explaining("\(image.folder)/\(path)", bytes: part.size) {
            let file = try create(path)
            let source = try part.open()
            var hasher = ContentHasher()
            try source.forEachChunk { chunk in
                hasher.update(chunk)
                try file.descriptor.write(chunk)
            }
            guard hasher.digest == part.digest else { throw part.mismatch() }
            return file
        }
        try finish(file, PublishedFile(path: path, size: part.size, digest: part.digest))
    }

    /// Takes a file of the replaced image over, under its name, where it is what is wanted now.
    mutating func takeOver(_ path: String, digest: SHA256Digest, from previous: InitrdWriter.Previous?) throws
        -> Bool
    {
        guard let previous, let old = previous.record.files.first(where: { $0.file.path == path }),
            old.file.digest == digest, previous.record.isUntouched(path, in: previous.folder),
            try FileStatus(path: "\(previous.folder)/\(path)", followingLinks: false).permissions
                == context.options.filePermissions
        else { return false }
        try claim(path)
        guard LinuxCalls.link("\(previous.folder)/\(path)", to: "\(staging.path)/\(path)") else {
            image.files.removeLast()
            return false
        }
        image.files[image.files.count - 1] = old.file
        try context.probe(.file(path))
        return true
    }

    /// Writes `initrd.img`.
    mutating func write(_ writer: InitrdWriter, digest digests: PrefixDigests) throws {
        try claim(InitrdWriter.name)
        let target = "\(image.folder)/\(InitrdWriter.name)"
        let folder = out.path
        let (method, file) = try OutputSpace.explaining(target, bytes: writer.size) {
            try writer.write(to: "\(staging.path)/\(InitrdWriter.name)") { bytes in
                try OutputSpace.require(bytes, in: folder, for: target) { writer.spare.remove() }
                try context.probe(.initrdBegun)
            }
        }
        image.method = method
        // The disk is busy with the file meanwhile.
        if let file { LinuxCalls.startWriting(file.descriptor) }
        let digest = try digests.digest(of: writer.parts)
        let published = PublishedFile(path: InitrdWriter.name, size: writer.size, digest: digest)
        if let file {
            try finish(file, published)
        } else {
            image.files[image.files.count - 1] = published
        }
    }

    /// Writes the manifest and the checksums, stores everything on the disk and puts the folder in its place.
    ///
    /// - Parameter then: called when the image is published, while no other build can publish into the same folder:
    ///   for menus over all images in it.
    /// - Throws: `MachineFailure`; what was published before is then still there, whole. What `then` throws, when the
    ///   new image is there.
    package consuming func publish(
        then: (AssembledImage) throws -> Void = { _ in }
    ) throws -> AssembledImage {
        let manifest = try context.manifest(image).rendered()
        try add("manifest.json", contents: manifest)
        try add("SHA256SUMS", text: ChecksumList.rendered(image.files))
        for file in open { try file.descriptor.synchronize() }
        open = []
        for folder in folders.sorted(by: >) {
            try settle("\(staging.path)/\(folder)")
        }
        try settle(staging.path)
        try context.probe(.synchronized)
        let result = try Publisher(out: out.path, staging: staging.path, image: image, context: context)
            .publish()
        let (cache, limit) = (context.segmentCache, context.options.cacheLimit)
        // Ours is no reason any more not to tidy up; that tidying up fails is no reason to fail.
        _ = consume lease
        try? cache.collectGarbage(limit: limit, keeping: result.segments)
        CacheSweep.tidyUp(context.cache)
        try then(result)
        return result
    }

    /// Gives a finished folder its permissions and stores its names on the disk.
    private func settle(_ path: String) throws {
        let folder = try Directory.open(path, followingLinks: false)
        try folder.setPermissions(context.options.folderPermissions)
        try folder.synchronize()
    }

    private mutating func claim(_ path: String) throws {
        let checked = try OutputName.checked(path)
        guard !image.files.contains(where: { $0.path == checked }) else {
            throw MachineFailure(
                "write", path: "\(image.folder)/\(checked)", reason: "the image has such a file already",
                category: .cannotCreate)
        }
        image.files.append(PublishedFile(path: checked, size: 0, digest: ContentHasher.digest([])))
        var folder = ""
        for component in checked.split(separator: "/").dropLast() {
            folder += folder.isEmpty ? String(component) : "/\(component)"
            guard folders.insert(folder).inserted else { continue }
            try Directory.create("\(staging.path)/\(folder)", permissions: 0o700)
        }
    }

    private func create(_ path: String) throws -> OpenFile {
        let file = try Descriptor(
            open: "\(staging.path)/\(path)", .readWrite, options: [.create, .exclusive, .noFollow],
            mode: 0o600)
        try file.setPermissions(context.options.filePermissions)
        return OpenFile(file)
    }

    private mutating func finish(_ file: OpenFile, _ published: PublishedFile) throws {
        image.files[image.files.count - 1] = published
        LinuxCalls.startWriting(file.descriptor)
        open.append(file)
        if open.count > Self.mostOpen { try open.removeFirst().descriptor.synchronize() }
        try context.probe(.file(published.path))
    }
}
