import Encodings
import Recipes

/// Makes one configuration of a recipe's `[cloud-config]`: its files in order, `inline`, then the single keys.
package struct CloudConfigAssembler {
    private let inputs: ProvisioningInputs
    private var config = CloudConfig()
    private var diagnostics = Diagnostics()

    private init(inputs: ProvisioningInputs) {
        self.inputs = inputs
    }

    /// The merged cloud-config of `sources` and of the section's single keys; sources in other languages are left out.
    ///
    /// - Throws: everything found wrong.
    package static func assemble(
        _ section: CloudConfigSection?, sources: [ConfigSource], inputs: ProvisioningInputs
    ) throws(Diagnostics) -> CloudConfig {
        guard let section else { return CloudConfig() }
        var assembler = CloudConfigAssembler(inputs: inputs)
        // `sources` leaves out files that were not read.
        var rest = sources[...]
        for file in section.files {
            if inputs.files[file.value] == nil {
                assembler.diagnostics.error(at: file.position, "the file \"\(file.value)\" could not be read")
            } else if let source = rest.popFirst() {
                assembler.merge(source)
            }
        }
        for source in rest { assembler.merge(source) }
        assembler.add(section)
        if assembler.diagnostics.hasErrors { throw assembler.diagnostics }
        return assembler.config
    }

    private mutating func add(_ section: CloudConfigSection) {
        if let hostname = section.hostname {
            config.set(["hostname"], .string(hostname.value))
        }
        for user in section.users { config.set(["users"], YAMLNode(.sequence([node(user)]))) }
        let keys = section.sshAuthorizedKeys.flatMap { authorizedKeys($0) }
        if !keys.isEmpty { config.set(["ssh_authorized_keys"], .strings(keys)) }
        dropRepeatedKeys()
        for file in section.writeFiles {
            guard let node = node(file) else { continue }
            config.set(["write_files"], YAMLNode(.sequence([node])))
        }
        if !section.runCommands.isEmpty {
            config.set(["runcmd"], .strings(section.runCommands.map(\.value)))
        }
    }

    /// A user with the keys of cloud-init's `users`.
    private mutating func node(_ user: UserItem) -> YAMLNode {
        var pairs = [YAMLPair("name", .string(user.name.value))]
        func add(_ key: String, _ text: Located<String>?) {
            if let text { pairs.append(YAMLPair(key, .string(text.value))) }
        }
        add("gecos", user.gecos)
        add("shell", user.shell)
        add("homedir", user.home)
        add("sudo", user.sudo)
        if !user.groups.isEmpty { pairs.append(YAMLPair("groups", .strings(user.groups.map(\.value)))) }
        let keys = user.sshAuthorizedKeys.flatMap { authorizedKeys($0) }
        if !keys.isEmpty { pairs.append(YAMLPair("ssh_authorized_keys", .strings(keys))) }
        return YAMLNode(.mapping(pairs), at: user.name.position)
    }

    /// A file as an item of `write_files`; what is no text goes in base64.
    private mutating func node(_ file: FileItem) -> YAMLNode? {
        var bytes: [UInt8]
        switch file.source {
        case .contents(let text): bytes = Array(text.utf8)
        case .file(let source):
            guard let read = inputs.files[source.value] else {
                diagnostics.error(at: source.position, "the file \"\(source.value)\" could not be read")
                return nil
            }
            bytes = read
        }
        var pairs = [YAMLPair("path", .string(file.path.value))]
        if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) {
            pairs.append(YAMLPair("content", .string(text)))
        } else {
            pairs.append(YAMLPair("encoding", .string("b64")))
            pairs.append(YAMLPair("content", .string(Base64.encode(bytes))))
        }
        let octal = String(file.mode, radix: 8)
        pairs.append(
            YAMLPair(
                "permissions", .string("0" + String(repeating: "0", count: max(0, 3 - octal.count)) + octal)))
        if file.owner != .root {
            pairs.append(YAMLPair("owner", .string("\(file.owner.uid):\(file.owner.gid)")))
        }
        return YAMLNode(.mapping(pairs), at: file.path.position)
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

    /// Merges a cloud-config in; other languages are not for here.
    private mutating func merge(_ source: ConfigSource) {
        guard source.format == .cloudConfig else { return }
        let document = source.document
        let bytes =
            document.bytes.starts(with: [0xef, 0xbb, 0xbf])
            ? Array(document.bytes.dropFirst(3)) : document.bytes
        do {
            guard
                let node = try YAMLReader.read(bytes, file: document.file, lineOffset: document.lineOffset)
            else { return }
            guard let pairs = node.pairs else {
                diagnostics.error(
                    at: node.position ?? source.declared,
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
