import Machine
import Planning
import Provisioning
import Recipes

/// Reads what planning needs of the machine, the files that `[cloud-config]` names, and finds out whether the other files
/// that a recipe names are there.
struct InputLoader {
    /// More than any configuration of a node; a larger file is a mistake.
    static let maximumSize = 1 << 20

    var inputs = ProvisioningInputs()
    private var diagnostics = Diagnostics()
    private let directory: String

    private init(directory: String) {
        self.directory = directory
    }

    /// The files by the paths that the recipe writes; throws every one that cannot be read.
    static func load(_ recipe: Recipe) async throws -> ProvisioningInputs {
        var loader = InputLoader(directory: recipe.directory)
        if let section = recipe.cloudConfig {
            for file in section.files { loader.read(file) }
            let keys = section.sshAuthorizedKeys + section.users.flatMap(\.sshAuthorizedKeys)
            for key in keys where !AuthorizedKey.looksLikeKey(key.value) { try await loader.readKeys(key) }
            for file in section.writeFiles {
                if case .file(let source) = file.source { loader.read(source) }
            }
            loader.readLocals(section)
        }
        for certificate in recipe.registry?.authorities ?? [] { loader.read(certificate) }
        for item in recipe.registry?.preload ?? [] {
            if let archive = item.archive { loader.find(archive, .regular) }
        }
        for overlay in recipe.overlays { loader.find(overlay.source, .directory) }
        for file in recipe.files {
            if case .file(let source) = file.source { loader.find(source, .regular) }
        }
        if let section = recipe.alpine { loader.readAlpine(section, recipe) }
        if loader.diagnostics.hasErrors { throw loader.diagnostics }
        return loader.inputs
    }

    func path(_ file: String) -> String { file.hasPrefix("/") ? file : "\(directory)/\(file)" }

    /// Told here, before anything is fetched or assembled.
    mutating func find(_ file: Located<String>, _ kind: FileStatus.Kind) {
        let wanted = kind == .directory ? "a folder" : "a file"
        do {
            let status = try FileStatus(path: path(file.value))
            guard status.kind != kind else { return }
            missing(file.position, "\"\(file.value)\" must be \(wanted)")
        } catch {
            missing(file.position, "\(error)", hint: "paths are relative to the recipe's folder")
        }
    }

    mutating func read(_ file: Located<String>) {
        do {
            inputs.files[file.value] = try Descriptor.contents(of: path(file.value), limit: Self.maximumSize)
        } catch {
            missing(file.position, "\(error)", hint: "paths are relative to the recipe's folder")
        }
    }

    /// A file of keys, several by a pattern, or the agent's.
    private mutating func readKeys(_ key: Located<String>) async throws {
        if key.value == AgentKeys.word {
            if inputs.files[key.value] == nil { inputs.files[key.value] = try await AgentKeys.read() }
        } else if KeyPattern.isPattern(key.value) {
            let files = KeyPattern.matches(path(key.value))
            if files.isEmpty { missing(key.position, "no file matches \"\(key.value)\"") }
            var bytes: [UInt8] = []
            for file in files {
                do {
                    bytes += try Descriptor.contents(of: file, limit: Self.maximumSize) + [UInt8(ascii: "\n")]
                } catch {
                    missing(key.position, "\(error)")
                }
            }
            inputs.files[key.value] = bytes
        } else {
            read(key)
        }
    }

    /// What a Butane configuration takes from files: `local: PATH`, relative to the recipe. A file that is not there is
    /// told where the configuration names it.
    private mutating func readLocals(_ section: CloudConfigSection) {
        for source in ConfigSources.list(section, inputs: inputs) where source.format == .butane {
            guard
                let root = try? YAMLReader.read(
                    source.document.bytes, file: source.document.file, duplicates: .keepAll)
            else { continue }
            for node in Self.locals(root) {
                guard let name = node.text, inputs.files[name] == nil else { continue }
                inputs.files[name] = try? Descriptor.contents(of: path(name), limit: Self.maximumSize)
            }
        }
    }

    private static func locals(_ node: YAMLNode) -> [YAMLNode] {
        let pairs = node.pairs ?? []
        let own = pairs.filter { ["local", "contents_local"].contains($0.key) }.map(\.value)
        let lists = pairs.filter { $0.key == "ssh_authorized_keys_local" }.flatMap { $0.value.items ?? [] }
        let below = pairs.map(\.value) + (node.items ?? [])
        return own + lists + below.flatMap(locals)
    }

    mutating func missing(_ position: SourcePosition, _ message: String, hint: String? = nil) {
        diagnostics.append(Diagnostic(at: position, message, hint: hint, category: .missingFile))
    }
}
