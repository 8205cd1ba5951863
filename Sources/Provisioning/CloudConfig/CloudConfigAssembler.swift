import Recipes

/// Makes one configuration of a recipe's `[cloud-config]`: its files in order, `inline`, then the single keys.
package struct CloudConfigAssembler {
    private let inputs: ProvisioningInputs
    private var config = CloudConfig()
    private var diagnostics = Diagnostics()

    private init(inputs: ProvisioningInputs) {
        self.inputs = inputs
    }

    /// The merged configuration; throws everything found wrong.
    package static func assemble(
        _ section: CloudConfigSection?, inputs: ProvisioningInputs
    ) throws(Diagnostics) -> CloudConfig {
        guard let section else { return CloudConfig() }
        var assembler = CloudConfigAssembler(inputs: inputs)
        assembler.add(section)
        if assembler.diagnostics.hasErrors { throw assembler.diagnostics }
        return assembler.config
    }

    private mutating func add(_ section: CloudConfigSection) {
        for file in section.files {
            guard let text = text(of: file) else { continue }
            merge(text, file: file.value, lineOffset: 0, declared: file.position)
        }
        if let inline = section.inline {
            // The text of a multi-line string begins on the line below its opening quotes.
            let offset = inline.value.contains("\n") ? inline.position.line : inline.position.line - 1
            merge(inline.value, file: inline.position.file, lineOffset: offset, declared: inline.position)
        }
        if let hostname = section.hostname {
            config.set(["hostname"], .string(hostname.value))
        }
        var keys: [String] = []
        for item in section.sshAuthorizedKeys { keys += authorizedKeys(item) }
        if !keys.isEmpty { config.set(["ssh_authorized_keys"], .strings(keys)) }
        dropRepeatedKeys()
        if !section.runCommands.isEmpty {
            config.set(["runcmd"], .strings(section.runCommands.map(\.value)))
        }
    }

    private mutating func text(of file: Located<String>) -> String? {
        guard let bytes = inputs.files[file.value] else {
            diagnostics.error(at: file.position, "the file \"\(file.value)\" could not be read")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            diagnostics.error(at: file.position, "the file \"\(file.value)\" is not UTF-8 text")
            return nil
        }
        return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    }

    private mutating func merge(
        _ text: String, file: String, lineOffset: Int, declared: SourcePosition
    ) {
        do {
            guard let node = try YAMLReader.read(text, file: file, lineOffset: lineOffset) else { return }
            guard let pairs = node.pairs else {
                diagnostics.error(
                    at: node.position ?? declared,
                    "a cloud-config must be a map of keys; found \(node.described)")
                return
            }
            config.merge(pairs)
        } catch {
            diagnostics.append(error)
        }
    }

    /// The keys that one item of `ssh-authorized-keys` stands for.
    private mutating func authorizedKeys(_ item: Located<String>) -> [String] {
        if AuthorizedKey.looksLikeKey(item.value) {
            return check([item.value], at: item.position, of: nil)
        }
        guard let text = text(of: item) else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let keys = lines.filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
        if keys.isEmpty {
            diagnostics.error(at: item.position, "the file \"\(item.value)\" holds no key")
        }
        return check(keys, at: item.position, of: item.value)
    }

    private mutating func check(_ keys: [String], at position: SourcePosition, of file: String?) -> [String] {
        for key in keys {
            if let fault = AuthorizedKey.fault(key) {
                let place = file.map { " in \"\($0)\"" } ?? ""
                diagnostics.error(
                    at: position, "this is no SSH public key\(place): \(fault)",
                    hint: "a public key is one line of a .pub file: its type, its data and a comment")
                return []
            }
        }
        return keys
    }

    /// RancherOS's own validator refuses a key that is listed twice; two files may well name the same one.
    private mutating func dropRepeatedKeys() {
        guard let index = config.pairs.firstIndex(where: { $0.key == "ssh_authorized_keys" }),
            let items = config.pairs[index].value.items
        else { return }
        var seen: Set<String> = []
        let unique = items.filter { item in item.text.map { seen.insert($0).inserted } ?? true }
        config.pairs[index].value.content = .sequence(unique)
    }
}
