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

    /// `recipes/NAME.lock` beside `recipes/NAME.toml`.
    var lockPath: String {
        (path.hasSuffix(".toml") ? String(path.dropLast(".toml".count)) : path) + ".lock"
    }

    /// What the store is asked for.
    var requests: [ArtifactRequest] {
        plan.base.artifacts.map { artifact in
            ArtifactRequest(
                role: artifact.role.rawValue, source: Self.absolute(artifact.source), member: artifact.member,
                sha256: artifact.sha256.flatMap { SHA256Digest(hex: $0) }, checksums: artifact.checksums,
                fileName: (artifact.member ?? artifact.source).split(separator: "/").last.map(String.init)
                    ?? "",
                recordedSource: ownFile(artifact.role))
        }
    }

    /// A file of the recipe's own as the recipe writes it; nil for addresses, packages and absolute paths.
    private func ownFile(_ role: ArtifactRole) -> String? {
        let section =
            switch role {
            case .kernel: recipe.base.kernel
            case .initrd: recipe.base.initrd
            case .root: recipe.base.root
            }
        guard let source = section?.source.value, Self.isRelative(source) else { return nil }
        return source
    }

    private static func isRelative(_ source: String) -> Bool {
        !source.contains("://") && !["apt:", "file:", "/"].contains { source.hasPrefix($0) }
    }

    /// The store takes addresses and absolute paths.
    private static func absolute(_ source: String) -> String {
        isRelative(source) ? "\(Folder.current)/\(source)" : source
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
