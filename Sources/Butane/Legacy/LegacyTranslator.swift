import Ignition
import Provisioning
import Recipes

/// Turns a Container Linux Config into Ignition 2.2.0, in ct's order.
struct LegacyTranslator {
    let folder: ButaneFolder
    private(set) var report = ButaneReport()

    init(_ folder: ButaneFolder) {
        self.folder = folder
    }

    mutating func translate(_ config: ButaneNode) -> JSONNode {
        var root = JSONNode(.object([]), at: config.position)
        root.set("ignition", ignition(config.object("ignition")))
        Self.set("networkd", object(config.object("networkd"), .networkd), in: &root)
        Self.set("passwd", object(config.object("passwd"), .passwd), in: &root)
        var storage = object(config.object("storage"), .storage)
        if let update = LegacyServices.updateConfig(config) {
            storage.set("files", .array((storage["files"]?.items ?? []) + [update]))
        }
        Self.set("storage", storage, in: &root)
        var units: [JSONNode] = []
        if let docker = config["docker"] { units.append(LegacyServices.docker(docker)) }
        if let flannel = config["flannel"] { units.append(LegacyServices.flannel(flannel)) }
        units += object(config.object("systemd"), .systemd)["units"]?.items ?? []
        if !units.isEmpty { root.set("systemd", .object(["units": .array(units)])) }
        return root
    }

    /// The data: URL of contents.
    static func address(of bytes: [UInt8]) -> String { DataURL.encode(bytes) }

    private static func set(_ name: String, _ node: JSONNode, in root: inout JSONNode) {
        if node.members?.isEmpty == false { root.set(name, node) }
    }

    private mutating func ignition(_ node: ButaneNode) -> JSONNode {
        var result = JSONNode(.object([]), at: node.position)
        result.set("version", .string(ButaneLanguage.legacy.ignition.description))
        for member in object(node, .ignition).members ?? [] { result.set(member.name, member.value) }
        return result
    }

    private mutating func object(_ node: ButaneNode, _ type: ButaneType) -> JSONNode {
        switch type {
        case .resource: return contents(node)
        case .verification:
            let hash = node.object("hash")
            guard let function = hash.nonEmpty("function"), let sum = hash.nonEmpty("sum") else {
                return JSONNode(.object([]), at: node.position)
            }
            let text = JSONNode(.string("\(function)-\(sum)"), at: hash.position)
            return JSONNode(.object([JSONMember("hash", text)]), at: node.position)
        default: break
        }
        var result = JSONNode(.object([]), at: node.position)
        for field in LegacySchema.fields(type) {
            guard let value = node[field.name] else { continue }
            let json = self.value(value, field.shape)
            if case .object([]) = json.content, case .object = field.shape { continue }
            if case .array([]) = json.content { continue }
            result.set(field.ignitionName, json)
        }
        complete(&result, node, type)
        return result
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

    /// What ct puts in where the configuration says nothing, and what it rewrites.
    private mutating func complete(_ json: inout JSONNode, _ node: ButaneNode, _ type: ButaneType) {
        func fill(_ name: String, _ value: JSONNode.Content) {
            if json[name] == nil { json.set(name, JSONNode(value, at: node.position)) }
        }
        switch type {
        case .file:
            fill("contents", .object([JSONMember("source", JSONNode(.string("data:,"), at: node.position))]))
            fill("mode", .number(String(0o644)))
        case .directory: fill("mode", .number(String(0o755)))
        case .partition:
            setSectors("size", in: &json, node)
            setSectors("start", in: &json, node)
            if let guid = node.text("type_guid"), let known = Self.typeGUIDs[guid] {
                json.set("typeGuid", JSONNode(.string(known), at: node["type_guid"]?.position))
            }
        default: break
        }
        if [.file, .directory, .link].contains(type), node.nonEmpty("filesystem") == nil {
            json.set("filesystem", JSONNode(.string("root"), at: node.position))
        }
    }

    private static let typeGUIDs = [
        "raid_containing_root": "be9067b9-ea49-4f15-b4f6-f36f8c9e1818",
        "linux_filesystem_data": "0fc63daf-8483-4772-8e79-3d69d8477de4",
        "swap_partition": "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f",
        "raid_partition": "a19d880f-05fc-4d3b-a006-743f0f84911e",
    ]

    /// Ignition 2.2 counts sectors of 512 bytes.
    private mutating func setSectors(_ name: String, in json: inout JSONNode, _ node: ButaneNode) {
        guard let text = node.text(name) else { return }
        let place = node[name]?.position
        guard text.isEmpty || (LegacyUnits.bytes(text) ?? -1) >= 0 else {
            report.add(LegacyRules.dimension, at: place, "the partition's \(name) is \"\(text)\"")
            return
        }
        let bytes = LegacyUnits.bytes(text) ?? 0
        json.set(name, JSONNode(.number(String(bytes / 512 + (bytes % 512 == 0 ? 0 : 1))), at: place))
    }

    private mutating func contents(_ node: ButaneNode) -> JSONNode {
        let remote = node.object("remote")
        var result = JSONNode(.object([]), at: node.position)
        var source: (text: String, position: SourcePosition?) = ("data:,", node.position)
        if let inline = node.nonEmpty("inline") {
            source = (Self.address(of: Array(inline.utf8)), node["inline"]?.position)
        }
        if let local = node.nonEmpty("local") {
            var inner = ButaneReport()
            let place = node["local"]?.position
            if let bytes = folder.bytes(local, at: place, &inner) {
                source = (Self.address(of: bytes), place)
            }
            for finding in inner.findings { report.add(LegacyRules.localFile, at: place, finding.message) }
        }
        if let url = remote.nonEmpty("url") { source = (url, remote["url"]?.position) }
        result.set("source", JSONNode(.string(source.text), at: source.position))
        if let compression = remote["compression"], let text = compression.string, !text.isEmpty {
            result.set("compression", JSONNode(.string(text), at: compression.position))
        }
        let verification = object(remote.object("verification"), .verification)
        if verification.members?.isEmpty == false { result.set("verification", verification) }
        return result
    }
}
