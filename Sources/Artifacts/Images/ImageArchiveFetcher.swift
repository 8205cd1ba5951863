internal import Machine
internal import Synchronization

/// Makes an archive of an image of a registry, in the form of `docker save`, which Docker, containerd, podman and k3s
/// load. The image is found once, by its tag, and fetched by the digest of its manifest; every blob is compared with its
/// digest. The archive is written here, not by skopeo: the same manifest and name give the same bytes on every machine.
package struct ImageArchiveFetcher: Fetcher {
    private let program: String
    private let environment: [String: String?]
    private let access: RegistryAccess
    /// The longest that a mirror may take to say what it has.
    private static let mirrorPatience: Duration = .seconds(30)
    private let silent = SilentHosts()

    /// - Parameters:
    ///   - program: the name of skopeo.
    ///   - environment: changes to the variables that skopeo gets.
    ///   - access: mirrors, certificates, passwords.
    package init(
        program: String = "skopeo", environment: [String: String?] = [:],
        access: RegistryAccess = RegistryAccess()
    ) {
        self.program = program
        self.environment = environment
        self.access = access
    }

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        guard case .archivedImage(let image) = try SourceAddress(order.source) else {
            throw ArtifactFailure(.invalidSource, "a source is no image of a registry")
        }
        let key = "\(image.text)#\(order.architecture)"
        var fetched = try await store.once(key, order, report) {
            try await fetch(image, order, store, report)
        }
        if fetched.address == key { fetched.address = image.text }
        return fetched
    }

    /// Tries the places one after another; where none has it, all of them are told.
    private nonisolated(nonsending) func fetch(
        _ image: ArchivedImage, _ order: FetchOrder, _ store: Store,
        _ report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        let name = Printable.text(image.text)
        var failures: [ArtifactFailure] = []
        report(.started(name: name, from: 0, total: nil))
        for endpoint in access.endpoints(for: image.registry) {
            // Whoever builds far from the lab waits for its mirror once, not for every image.
            if endpoint.isMirror, silent.contains(endpoint.host) { continue }
            do {
                return try await fetch(image, from: endpoint, order, store, report)
            } catch let failure as ArtifactFailure where failure.category == .unavailable {
                failures.append(failure)
                if endpoint.isMirror {
                    if failure.code == .unreachable { silent.insert(endpoint.host) }
                    report(.passedOver(name: name, reason: failure.message))
                }
            }
        }
        guard let last = failures.last else {
            throw ArtifactFailure(.unreachable, "\(name): there is no place to fetch it from")
        }
        throw ArtifactFailure(
            last.code, failures.map(\.message).joined(separator: "; "), hint: last.hint)
    }

    private nonisolated(nonsending) func fetch(
        _ image: ArchivedImage, from endpoint: RegistryAccess.Endpoint, _ order: FetchOrder, _ store: Store,
        _ report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        let place = try TemporaryDirectory(in: store.temporaryFolder)
        let source = "\(endpoint.host)/\(image.path)"
        let shown = Printable.text(source) + ":\(image.tag)"
        var connection = try access.connection(to: endpoint, in: place.path)
        connection.patience = endpoint.isMirror ? Self.mirrorPatience : nil
        let skopeo = Skopeo(
            program: program, environment: environment, architecture: order.architecture, folder: place.path,
            name: shown, connection: connection, echo: { report(.command($0)) })
        do {
            // Both are grammatical already.
            guard let reference = try ImageReference("oci:\(source):\(image.tag)") else {
                throw ImageFault("it is no image")
            }
            let wanted = image.digest.map { reference.pinned(to: $0) } ?? reference
            let digest = try await skopeo.instance(source, wanted)
            let folder = try await skopeo.copy("docker://\(source)@sha256:\(digest)")
            let (manifest, found) = try folder.manifest(wanted, order.architecture)
            guard found == digest else { throw ImageFolder.mismatch(shown, digest, found) }
            let writer = try store.writer(withSHA512: order.sha512 != nil)
            let archiver = ImageArchiver(
                folder: folder, manifest: manifest, architecture: order.architecture, name: image.name,
                sizeLimit: order.size ?? order.sizeLimit, unpackedLimit: order.sizeLimit,
                temporaryFolder: place.path)
            try await archiver.write(to: writer) { report(.command($0)) }
            let name = Printable.text(image.text)
            try order.check(writer.contents, of: name)
            let stored = try writer.finish()
            report(.finished(name: name, digest: stored.digest, size: stored.size))
            return FetchedSource(
                digest: stored.digest, size: stored.size,
                address: ArchivedImage(image, pinnedTo: digest).text)
        } catch let fault as ImageFault {
            throw ArtifactFailure(.image, "\(shown): \(fault.message)")
        }
    }
}

/// Mirrors that did not answer.
private final class SilentHosts: Sendable {
    private let hosts = Mutex<Set<String>>([])

    func contains(_ host: String) -> Bool { hosts.withLock { $0.contains(host) } }

    func insert(_ host: String) { hosts.withLock { _ = $0.insert(host) } }
}
