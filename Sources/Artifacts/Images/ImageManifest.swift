internal import FoundationEssentials
internal import Machine

/// A manifest or an index of an image, in OCI's form (image-spec, manifest.md and image-index.md) or in
/// Docker's of schema 2, which have the same fields.
struct ImageManifest: Decodable {
    /// The largest manifest that registries take.
    static let sizeLimit = 4 << 20

    let schemaVersion: Int
    let config: ImageDescriptor?
    let layers: [ImageDescriptor]?
    /// Only an index has them.
    let manifests: [ImageDescriptor]?

    /// - Throws: `ImageFault`.
    init(json: [UInt8]) throws(ImageFault) {
        self = try decodeImage(ImageManifest.self, json, "the manifest")
        guard schemaVersion == 2 else {
            throw ImageFault("the manifest is of schema \(schemaVersion), which names no layers by digest")
        }
    }

    /// The manifest of an index that is for Linux and this architecture.
    ///
    /// - Parameter architecture: `x86_64` or `aarch64`.
    func instance(_ architecture: String) throws(ImageFault) -> ImageDescriptor {
        let wanted = ImageConfig.name(of: architecture)
        let all = manifests ?? []
        let found = all.first { $0.platform?.os == "linux" && $0.platform?.architecture == wanted }
        if let found { return found }
        // One without a platform, alone in its index, says in its configuration what it is for.
        if all.count == 1, let only = all.first, only.platform == nil { return only }
        let there = all.compactMap(\.platform).map { Printable.text("\($0.os)/\($0.architecture)") }
        let list = there.isEmpty ? "nothing" : there.joined(separator: ", ")
        throw ImageFault("there is none for linux/\(wanted), only \(list)")
    }
}

/// What refers to a blob (image-spec, descriptor.md).
struct ImageDescriptor: Decodable {
    /// What an image is for.
    struct Platform: Decodable, Equatable {
        let architecture: String
        let os: String
    }

    let mediaType: String?
    let digest: String
    /// Bytes.
    let size: Int64
    let platform: Platform?
    let annotations: [String: String]?

    /// - Throws: `ImageFault` for another kind of digest than SHA-256.
    func sha256() throws(ImageFault) -> SHA256Digest {
        guard digest.hasPrefix("sha256:"), let found = SHA256Digest(hex: digest.dropFirst(7)) else {
            throw ImageFault("\(Printable.text(digest)) is no sha256 digest")
        }
        return found
    }
}

/// The configuration of an image (image-spec, config.md).
struct ImageConfig: Decodable {
    struct RootTree: Decodable {
        /// The digests of the layers as they are unpacked.
        let diffIDs: [String]

        enum CodingKeys: String, CodingKey {
            case diffIDs = "diff_ids"
        }
    }

    let architecture: String
    let os: String
    let rootfs: RootTree

    /// - Throws: `ImageFault`.
    init(json: [UInt8]) throws(ImageFault) {
        self = try decodeImage(ImageConfig.self, json, "the configuration")
    }

    /// Go's name of an architecture, which images have.
    static func name(of architecture: String) -> String {
        switch architecture {
        case "x86_64": "amd64"
        case "aarch64": "arm64"
        default: architecture
        }
    }

    /// The digests of the unpacked layers.
    func layers() throws(ImageFault) -> [SHA256Digest] {
        var digests: [SHA256Digest] = []
        for text in rootfs.diffIDs {
            guard text.hasPrefix("sha256:"), let digest = SHA256Digest(hex: text.dropFirst(7)) else {
                throw ImageFault("\(Printable.text(text)) is no sha256 digest")
            }
            digests.append(digest)
        }
        return digests
    }
}

func decodeImage<Value: Decodable>(
    _ type: Value.Type, _ json: [UInt8], _ name: String
) throws(ImageFault) -> Value {
    do {
        return try JSONDecoder().decode(type, from: Data(json))
    } catch {
        throw ImageFault("\(name) is not JSON of the form that images have")
    }
}
