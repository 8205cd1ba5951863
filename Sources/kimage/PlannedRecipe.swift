import Artifacts
import Assembly
import Distributions
import Machine
import Planning
import Provisioning
import Recipes

/// A recipe with its plan and what both were made from.
struct PlannedRecipe {
    let path: String
    let recipe: Recipe
    let plan: Plan
    /// The base folder of `--base`.
    let folder: BaseFolder?
    let provisioning: ProvisioningInputs
    /// How `[registry]` lets images of containers be fetched.
    let registries: RegistryAccess
    /// What was told on the way.
    let warnings: [Diagnostic]

    /// `recipes/NAME.lock` beside `recipes/NAME.toml`.
    var lockPath: String {
        (path.hasSuffix(".toml") ? String(path.dropLast(".toml".count)) : path) + ".lock"
    }

    /// What the store is asked for: the parts of the base, unless they are a folder's, and images of containers.
    func requests() throws -> [ArtifactRequest] {
        try (folder == nil ? baseRequests() : []) + imageRequests
    }

    /// The parts of the base.
    func baseRequests() throws -> [ArtifactRequest] {
        try plan.base.artifacts.map { artifact in
            ArtifactRequest(
                role: artifact.role.rawValue,
                source: SourceAddress.absolute(artifact.source, from: Folder.current),
                member: artifact.member,
                sha256: artifact.sha256.flatMap { SHA256Digest(hex: $0) }, checksums: artifact.checksums,
                signature: try artifact.signature.map(Self.signature),
                architecture: plan.architecture.rawValue,
                fileName: (artifact.member ?? artifact.source).split(separator: "/").last.map(String.init)
                    ?? "",
                recordedSource: ownFile(artifact.role))
        }
    }

    /// Images of containers that are fetched.
    var imageRequests: [ArtifactRequest] {
        plan.images.compactMap { image in
            guard case .registry(let source) = image.source else { return nil }
            return ArtifactRequest(
                role: image.role, source: source, architecture: plan.architecture.rawValue, fileName: "",
                place: image.origin.map { "\($0)" })
        }
    }

    private static func signature(_ planned: PlannedSignature) throws -> SignatureRequirement {
        var source: String?
        let (keys, name): ([UInt8], String)
        switch planned.keys {
        case .bytes(let bytes, let title): (keys, name) = (bytes, title)
        case .file(let file):
            keys = try Descriptor.contents(of: file, limit: 1 << 20)
            name = file.split(separator: "/").last.map(String.init) ?? file
        case .url(let url):
            (keys, name) = ([], url)
            source = url
        }
        return SignatureRequirement(
            form: planned.covers == .source ? .source(planned.url) : .checksums(planned.url),
            signers: planned.fingerprints.compactMap { OpenPGPFingerprint($0) }, keys: keys, keysName: name,
            allowsExpiredKey: planned.allowsExpiredKey,
            certificates: planned.certificates.compactMap { SHA256Digest(hex: $0) }, keysSource: source)
    }

    /// A file of the recipe's own as the recipe writes it; nil for addresses, packages and absolute paths.
    private func ownFile(_ role: ArtifactRole) -> String? {
        let section =
            switch role {
            case .kernel: recipe.base.kernel
            case .initrd: recipe.base.initrd
            case .root: recipe.base.root
            case .busybox: recipe.base.busybox
            }
        guard let source = section?.source.value, SourceAddress.isRelative(source) else { return nil }
        return source
    }

    /// The files that the plan was made from, for the manifest.
    func buildInputs() throws -> [BuildInput] {
        var inputs = [
            BuildInput(
                name: path.split(separator: "/").last.map(String.init) ?? path,
                digest: ContentHasher.digest(try Descriptor.contents(of: path, limit: 1 << 20)))
        ]
        for (name, bytes) in provisioning.files.sorted(by: { $0.key < $1.key }) {
            inputs.append(BuildInput(name: name, digest: ContentHasher.digest(bytes)))
        }
        return inputs
    }
}
