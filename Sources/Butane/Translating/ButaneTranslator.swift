import Ignition
import Provisioning
import Recipes

/// Turns a decoded configuration into Ignition's JSON; every value keeps its place in the YAML.
struct ButaneTranslator {
    let language: ButaneLanguage
    let folder: ButaneFolder
    private(set) var report = ButaneReport()

    init(_ language: ButaneLanguage, _ folder: ButaneFolder) {
        self.language = language
        self.folder = folder
    }

    /// The configuration; nil where something is wrong.
    mutating func translate(_ config: ButaneNode) -> JSONNode? {
        var root = object(config, .config)
        var ignition = root["ignition"] ?? JSONNode(.object([]), at: config.position)
        let version = JSONMember("version", .string(language.ignition.description))
        if let members = ignition.members { ignition.content = .object([version] + members) }
        root.set("ignition", ignition)
        if language.base > 1 {
            root = IgnitionMerge.merge(ButaneMountUnits.render(config, language), root)
            ButaneTrees(folder, language).add(config, to: &root, &report)
        }
        if language.base > 7 { ButaneQuadlets(folder).add(config, to: &root, &report) }
        if report.isFatal { return nil }
        if language.isFedora { fedora(config, &root) }
        return report.isFatal ? nil : root
    }

    /// boot_device, the warnings about partitions, and GRUB, in this order.
    private mutating func fedora(_ config: ButaneNode, _ root: inout JSONNode) {
        if language.minor >= 3, let rendered = ButaneBootDevice(config, language).render() {
            root = IgnitionMerge.merge(rendered, root)
        }
        ButanePartitions.check(root, checksRoot: language.minor >= 3, &report)
        if language.minor >= 5, let rendered = ButaneGrub.render(config.object("grub")) {
            root = IgnitionMerge.merge(rendered, root)
        }
    }

    private mutating func object(_ node: ButaneNode, _ type: ButaneType) -> JSONNode {
        var members: [JSONMember] = []
        for field in ButaneSchema.fields(type, language) where !field.isSugar {
            guard let value = node[field.name] else { continue }
            let json = self.value(value, field.shape)
            // Empty objects and lists mean the same as none, save for those that are told apart.
            if case .object([]) = json.content {
                guard case .optional = field.shape else { continue }
            }
            if case .array([]) = json.content { continue }
            members.append(JSONMember(field.ignitionName, json, at: value.position))
        }
        var json = JSONNode(.object(members), at: node.position)
        switch type {
        case .resource: addContents(node, &json)
        case .unit, .dropin: addLocalContents(node, &json)
        case .user: addLocalKeys(node, &json)
        default: break
        }
        return json
    }

    private mutating func value(_ node: ButaneNode, _ shape: ButaneShape) -> JSONNode {
        switch (node.content, shape) {
        case (.text(let text), _): return JSONNode(.string(text), at: node.position)
        case (.whole(let value), _): return JSONNode(.number(String(value)), at: node.position)
        case (.flag(let value), _): return JSONNode(.bool(value), at: node.position)
        case (.list(let items), .list(let item)):
            return JSONNode(.array(items.map { value($0, item) }), at: node.position)
        case (.object, .object(let type)), (.object, .optional(let type)): return object(node, type)
        default: return JSONNode(.null, at: node.position)
        }
    }

    /// `inline` and `local` become a data: URL. Butane compresses what gets shorter by it; here it stays
    /// plain, so that it can be read, and the whole is compressed with the image.
    private mutating func addContents(_ node: ButaneNode, _ json: inout JSONNode) {
        var contents: (bytes: [UInt8], position: SourcePosition?)?
        if let local = node["local"], let path = local.string {
            guard let bytes = folder.bytes(path, at: local.position, &report) else { return }
            contents = (bytes, local.position)
        }
        if let inline = node["inline"] { contents = (Array((inline.string ?? "").utf8), inline.position) }
        guard let contents else { return }
        json.set("source", JSONNode(.string(DataURL.encode(contents.bytes)), at: contents.position))
        // Said even where it is empty, so that a merged configuration does not inherit another one's.
        if language.base > 1, node.nonEmpty("compression") == nil {
            json.set("compression", JSONNode(.string(""), at: contents.position))
        }
    }

    private mutating func addLocalContents(_ node: ButaneNode, _ json: inout JSONNode) {
        guard let local = node["contents_local"], let path = node.nonEmpty("contents_local"),
            let bytes = folder.bytes(path, at: local.position, &report)
        else { return }
        json.set("contents", JSONNode(.string(String(decoding: bytes, as: UTF8.self)), at: local.position))
    }

    private mutating func addLocalKeys(_ node: ButaneNode, _ json: inout JSONNode) {
        var keys = json["sshAuthorizedKeys"]?.items ?? []
        let before = keys.count
        for local in node.list("ssh_authorized_keys_local") {
            guard let bytes = folder.bytes(local.string ?? "", at: local.position, &report) else { continue }
            for line in bytes.split(separator: 0x0a) {
                let text = line.last == 0x0d ? line.dropLast() : line
                guard !text.isEmpty else { continue }
                keys.append(JSONNode(.string(String(decoding: text, as: UTF8.self)), at: local.position))
            }
        }
        if keys.count > before { json.set("sshAuthorizedKeys", JSONNode(.array(keys), at: node.position)) }
    }
}
