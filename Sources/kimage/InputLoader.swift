import Machine
import Planning
import Provisioning
import Recipes

/// Reads what planning needs of the machine, the files that `[cloud-config]` names, and finds out whether the other files
/// that a recipe names are there.
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
        for overlay in recipe.overlays { loader.find(overlay.source, .directory, below: recipe.directory) }
        for file in recipe.files {
            if case .file(let source) = file.source { loader.find(source, .regular, below: recipe.directory) }
        }
        if loader.diagnostics.hasErrors { throw loader.diagnostics }
        return loader.inputs
    }

    private static func path(_ file: Located<String>, below directory: String) -> String {
        file.value.hasPrefix("/") ? file.value : "\(directory)/\(file.value)"
    }

    /// Told here, before anything is fetched or assembled.
    private mutating func find(_ file: Located<String>, _ kind: FileStatus.Kind, below directory: String) {
        let wanted = kind == .directory ? "a folder" : "a file"
        do {
            let status = try FileStatus(path: Self.path(file, below: directory))
            guard status.kind != kind else { return }
            diagnostics.append(
                Diagnostic(at: file.position, "\"\(file.value)\" must be \(wanted)", category: .missingFile))
        } catch {
            diagnostics.append(
                Diagnostic(
                    at: file.position, "\(error)", hint: "paths are relative to the recipe's folder",
                    category: .missingFile))
        }
    }

    private mutating func read(_ file: Located<String>, below directory: String) {
        do {
            inputs.files[file.value] = try Descriptor.contents(
                of: Self.path(file, below: directory), limit: Self.maximumSize)
        } catch {
            diagnostics.append(
                Diagnostic(
                    at: file.position, "\(error)", hint: "paths are relative to the recipe's folder",
                    category: .missingFile))
        }
    }
}
