package import Distributions
internal import Machine
internal import Recipes

/// Finds what a live root image holds, as dracut's dmsquash-live will find it: a squashfs that is the root, a squashfs
/// with the image of a file system in it, or that image itself.
///
/// What is found is kept by the image's digest, so that it is looked into once.
package struct LiveImageReader: Sendable {
    private let cache: CacheFolder
    private let echo: @Sendable (String) -> Void

    /// 32 GiB: dracut's own default for an overlay; a root for RAM is far smaller.
    private static let largestRoot: UInt64 = 32 << 30

    /// - Parameter echo: called with each command line before it is run.
    package init(cache: CacheFolder, echo: @escaping @Sendable (String) -> Void = { _ in }) {
        self.cache = cache
        self.echo = echo
    }

    /// - Throws: `Diagnostics` where it is no live image; `ToolFailure`: `missingProgram` without squashfs-tools or
    ///   e2fsprogs; `MachineFailure`.
    package func read(_ root: ImagePart) async throws -> LiveImage {
        let record = LiveImageRecord(path: try cache.folder("index") + "/live-\(root.digest.hex)")
        if let known = record.read() { return known }
        let image = try await look(root)
        try record.write(image)
        return image
    }

    private func look(_ root: ImagePart) async throws -> LiveImage {
        switch try ImageMagic.read(root.path) {
        case .squashfs: return try await squashfs(root)
        case .ext:
            return Self.image(.fileSystem, try await DebugfsTree(image: root.path, echo: echo).tree())
        case nil:
            throw refused(
                "the live root image is neither a squashfs nor a file system of the ext family",
                hint: "name the live-rootfs.squashfs.img that livemedia-creator made")
        }
    }

    private func squashfs(_ root: ImagePart) async throws -> LiveImage {
        let listing = SquashfsListing(image: root.path, echo: echo)
        let tree = try await listing.tree()
        // dracut, modules.d/90dmsquash-live/dmsquash-live-root.sh, in this order.
        guard tree.isDirectory("LiveOS") else {
            guard tree.isDirectory("proc") else {
                throw refused(
                    "the live root image holds neither LiveOS/rootfs.img nor /proc, so dracut finds no root in it",
                    hint: "make it of a root tree, or with livemedia-creator")
            }
            return Self.image(.squashfs, tree)
        }
        for name in ["LiveOS/rootfs.img", "LiveOS/ext3fs.img"] {
            guard case .file(let size)? = tree[name] else { continue }
            return try await nested(name, size: size, listing)
        }
        throw refused(
            "the live root image has a folder LiveOS with neither rootfs.img nor ext3fs.img in it",
            hint: "make it with livemedia-creator")
    }

    private func nested(_ name: String, size: UInt64, _ listing: SquashfsListing) async throws -> LiveImage {
        guard size <= Self.largestRoot else {
            throw refused(
                "\(name) of the live root image says that it has \(size) bytes, more than any root for RAM",
                hint: "look at the image with unsquashfs -lls")
        }
        let folder = try TemporaryDirectory(in: try cache.folder("live"))
        let path = "\(folder.path)/root.img"
        try await listing.extract(name, size: size, to: path)
        guard try ImageMagic.read(path) == .ext else {
            var image = LiveImage(form: .nested(name))
            image.unread = "\(name) is no file system of the ext family"
            return image
        }
        return Self.image(.nested(name), try await DebugfsTree(image: path, echo: echo).tree())
    }

    private static func image(_ form: LiveImage.Form, _ tree: LiveTree) -> LiveImage {
        let found = tree.deployments()
        return LiveImage(
            form: form, hasOstree: tree.isDirectory("ostree"), deployments: found.list, aliases: found.aliases
        )
    }

    private func refused(_ message: String, hint: String) -> Diagnostics {
        Diagnostics([Diagnostic(at: nil, message, hint: hint)])
    }
}
