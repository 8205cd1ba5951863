internal import Machine

/// Makes one tar of an image of containers, from a registry, an OCI layout or an archive of `docker save`.
///
/// A registry is asked by the `skopeo` program: certificates, passwords, mirrors and policy are as the user's
/// machine has them. The image is found once, by its tag, and fetched by the digest of its manifest; every
/// blob is compared with its digest here, as it is used.
package struct ImageFetcher: Fetcher {
    private let program: String
    private let environment: [String: String?]

    /// - Parameters:
    ///   - program: the name of skopeo.
    ///   - environment: changes to the variables that skopeo gets, `REGISTRY_AUTH_FILE` for example.
    package init(program: String = "skopeo", environment: [String: String?] = [:]) {
        self.program = program
        self.environment = environment
    }

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        guard case .image(let image) = try SourceAddress(order.source) else {
            throw ArtifactFailure(.invalidSource, "a source is no image of containers")
        }
        // One tag leads to other contents for another architecture.
        let key = "\(image.text)#\(order.architecture)"
        var fetched = try await store.once(key, order, report) {
            do {
                return try await fetch(image, order, store, report)
            } catch let fault as ImageFault {
                throw ArtifactFailure(.image, "\(Printable.text(image.text)): \(fault.message)")
            }
        }
        if fetched.address == key { fetched.address = image.text }
        return fetched
    }

    private nonisolated(nonsending) func fetch(
        _ image: ImageReference, _ order: FetchOrder, _ store: Store,
        _ report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        let name = Printable.text(image.text)
        let place = try TemporaryDirectory(in: store.temporaryFolder)
        report(.started(name: name, from: 0, total: nil))
        let skopeo = Skopeo(
            program: program, environment: environment, architecture: order.architecture, folder: place.path,
            name: name, echo: { report(.command($0)) })
        let folder: ImageFolder
        var pinned = image
        switch image.place {
        case .layout(let path): folder = ImageFolder(path: path, form: .layout)
        case .registry(let registry):
            let digest = try await skopeo.instance(registry, image)
            folder = try await skopeo.copy("docker://\(registry)@sha256:\(digest)")
            pinned = image.pinned(to: digest)
        case .archive(let path):
            try Descriptor(open: path, options: .nonBlocking).requireRegularFile()
            folder = try await skopeo.copy("docker-archive:\(path)\(image.tag.map { ":\($0)" } ?? "")")
        }
        let (manifest, digest) = try folder.manifest(image, order.architecture)
        if case .registry = image.place, let wanted = pinned.digest, wanted != digest {
            throw ImageFolder.mismatch(image.text, wanted, digest)
        }
        if case .layout = image.place { pinned = image.pinned(to: digest) }
        let writer = try store.writer(withSHA512: order.sha512 != nil)
        let flattener = ImageFlattener(
            folder: folder, manifest: manifest, architecture: order.architecture,
            sizeLimit: order.size ?? order.sizeLimit, temporaryFolder: place.path)
        try await flattener.write(to: writer) { report(.command($0)) }
        try order.check(writer.contents, of: name)
        let stored = try writer.finish()
        report(.finished(name: name, digest: stored.digest, size: stored.size))
        return FetchedSource(digest: stored.digest, size: stored.size, address: pinned.text)
    }
}
