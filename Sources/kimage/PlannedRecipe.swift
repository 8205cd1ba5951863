import Artifacts
import Assembly
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
                    ?? "")
        }
    }

    /// The store takes addresses and absolute paths.
    private static func absolute(_ source: String) -> String {
        let isLocal = !source.contains("://") && !source.hasPrefix("apt:") && !source.hasPrefix("/")
        return isLocal ? "\(Folder.current)/\(source)" : source
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
