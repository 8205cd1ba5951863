package import Machine

/// An image of a registry that becomes an archive which `docker load` reads: `docker://NAME:TAG`,
/// `docker://NAME:TAG@sha256:…`.
package struct ArchivedImage: Sendable, Equatable {
    /// `docker.io`, `registry.example:5000`
    package let registry: String
    /// Within the registry: `library/busybox`.
    package let path: String
    /// What the image is called where it is loaded.
    package let tag: String
    /// Of the manifest, or of the index that leads to it.
    package let digest: SHA256Digest?

    static let scheme = "docker://"
    /// Docker Hub's names.
    private static let hubNames = ["docker.io", "registry-1.docker.io", "index.docker.io"]

    /// - Returns: nil for another scheme.
    /// - Throws: `ArtifactFailure`, code `invalidSource`; an image without a tag would have no name where it is
    ///   loaded.
    package init?(_ text: String) throws {
        guard text.hasPrefix(Self.scheme) else { return nil }
        guard let image = try ImageReference("oci:" + text.dropFirst(Self.scheme.count)),
            case .registry(let name) = image.place, let tag = image.tag
        else {
            throw ArtifactFailure(
                .invalidSource, "\(Printable.text(text)) names no image of a registry with a tag",
                hint: "write docker://REGISTRY/NAME:TAG")
        }
        (registry, path) = Self.parts(name)
        self.tag = tag
        digest = image.digest
    }

    /// The same image, pinned to a manifest. The tag stays: it goes into the archive.
    init(_ image: ArchivedImage, pinnedTo digest: SHA256Digest) {
        registry = image.registry
        path = image.path
        tag = image.tag
        self.digest = digest
    }

    /// The grammar of short names (distribution, reference/normalize.go): the first part is a registry where it has a
    /// dot or a colon or is `localhost`; on Docker Hub a name of one part is below `library`.
    private static func parts(_ name: String) -> (registry: String, path: String) {
        let slash = name.firstIndex(of: "/") ?? name.startIndex
        let first = String(name[..<slash])
        guard first == "localhost" || first.contains(".") || first.contains(":") else {
            return ("docker.io", name.contains("/") ? name : "library/\(name)")
        }
        let path = String(name[name.index(after: slash)...])
        guard hubNames.contains(first) else { return (first, path) }
        return ("docker.io", path.contains("/") ? path : "library/\(path)")
    }

    /// `docker.io/library/busybox:1.36`
    var name: String { "\(registry)/\(path):\(tag)" }

    /// As a lock has it.
    package var text: String { Self.scheme + name + (digest.map { "@sha256:\($0)" } ?? "") }
}
