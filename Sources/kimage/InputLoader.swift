import Machine
import Planning
import Provisioning
import Recipes

/// Reads what planning needs of the machine: the files that `[cloud-config]` names.
struct InputLoader {
    /// More than any configuration of a node; a larger file is a mistake.
    static let maximumSize = 1 << 20

    private var inputs = ProvisioningInputs()
    private var diagnostics = Diagnostics()

    private init() {}

    /// The files by the paths that the recipe writes; throws every one that cannot be read.
    static func load(_ recipe: Recipe) throws(Diagnostics) -> ProvisioningInputs {
        var loader = InputLoader()
        if let section = recipe.cloudConfig {
            for file in section.files { loader.read(file, below: recipe.directory) }
            for key in section.sshAuthorizedKeys where !AuthorizedKey.looksLikeKey(key.value) {
                loader.read(key, below: recipe.directory)
            }
        }
        if loader.diagnostics.hasErrors { throw loader.diagnostics }
        return loader.inputs
    }

    private mutating func read(_ file: Located<String>, below directory: String) {
        let path = file.value.hasPrefix("/") ? file.value : "\(directory)/\(file.value)"
        do {
            inputs.files[file.value] = try Descriptor.contents(of: path, limit: Self.maximumSize)
        } catch {
            diagnostics.append(Diagnostic(at: file.position, "\(error)", category: .missingFile))
        }
    }
}
