internal import Machine

/// The layers of an image for containers of this machine.
enum ImageLayers {
    /// The layers with the digests of their tars, from the configuration.
    ///
    /// - Parameter architecture: `x86_64` or `aarch64`; an image for another one is refused.
    /// - Throws: `ImageFault`, `ArtifactFailure`, `MachineFailure`.
    static func list(
        _ folder: ImageFolder, _ manifest: ImageManifest, architecture: String
    ) throws -> [(ImageDescriptor, SHA256Digest)] {
        guard let config = manifest.config, let layers = manifest.layers else {
            throw ImageFault("the manifest has no layers")
        }
        // Docker allows 127.
        guard layers.count <= 500 else { throw ImageFault("the manifest has \(layers.count) layers") }
        let kinds = [
            "application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json",
        ]
        guard kinds.contains(config.mediaType ?? kinds[0]) else {
            throw ImageFault("it is no image with a root tree but \(Printable.text(config.mediaType ?? "-"))")
        }
        for layer in layers {
            let kind = layer.mediaType ?? ""
            guard !kind.contains("encrypted"), !kind.contains("foreign") else {
                throw ImageFault("a layer is encrypted, or kept elsewhere: \(Printable.text(kind))")
            }
        }
        let configuration = try ImageConfig(json: folder.read(try config.sha256()))
        let wanted = ImageConfig.name(of: architecture)
        guard configuration.os == "linux", configuration.architecture == wanted else {
            throw ImageFault(
                "it is for \(Printable.text("\(configuration.os)/\(configuration.architecture)")), "
                    + "wanted is linux/\(wanted)")
        }
        let digests = try configuration.layers()
        guard digests.count == layers.count else {
            throw ImageFault("the manifest has \(layers.count) layers, the configuration \(digests.count)")
        }
        return Array(zip(layers, digests))
    }
}
