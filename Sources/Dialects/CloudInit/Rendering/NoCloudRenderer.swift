import Encodings
import FoundationEssentials
import Provisioning
import Recipes

/// Writes a seed of cloud-init's datasource NoCloud: the files that cloud-init finds in the image itself, without a
/// drive or a server (`cloudinit/sources/DataSourceNoCloud.py`; user-data and meta-data must both be there).
package struct NoCloudRenderer {
    /// The folder that cloud-init looks into first.
    package static let standardFolder = "/var/lib/cloud/seed/nocloud"

    /// A file that keeps cloud-init from asking the network for other sources first.
    package static var onlySource: ProvisionedItem {
        .file("/etc/cloud/cloud.cfg.d/90-kimage.cfg", "datasource_list: [NoCloud, None]\n")
    }

    private let config: CloudConfig
    private let additions: NodeAdditions
    private var diagnostics = Diagnostics()

    private init(_ config: CloudConfig, _ additions: NodeAdditions) {
        self.config = config
        self.additions = additions
    }

    /// The two files below `folder`, readable by root only.
    ///
    /// `name` is what the node is called where the configuration names no host; with the contents it makes the
    /// instance's id, so that a node takes changed contents for a new instance. Of `additions`, services are OpenRC's
    /// and `cloudConfig` is in other systems' words; neither has a meaning here.
    ///
    /// - Throws: what cannot be written down for cloud-init, with its place.
    package static func render(
        _ config: CloudConfig, additions: NodeAdditions, name: String, folder: String = standardFolder
    ) throws(Diagnostics) -> [ProvisionedItem] {
        let userData = try userData(config, additions: additions)
        let host = config["hostname"]?.text ?? config["fqdn"]?.text ?? name
        let metaData = YAMLNode(
            .mapping([
                YAMLPair("instance-id", .string("kimage-\(ContentDigest.of(userData + Array(name.utf8)))")),
                YAMLPair("local-hostname", .string(host)),
            ]))
        let meta = Array(YAMLEmitter.emit(metaData).utf8)
        return [("user-data", userData), ("meta-data", meta)].map { file, bytes in
            ProvisionedItem(path: "\(folder)/\(file)", content: .file(bytes, mode: 0o600, owner: .root))
        }
    }

    /// The user-data alone.
    package static func userData(
        _ config: CloudConfig, additions: NodeAdditions
    ) throws(Diagnostics) -> [UInt8] {
        var renderer = NoCloudRenderer(config, additions)
        let pairs = renderer.pairs()
        if renderer.diagnostics.hasErrors { throw renderer.diagnostics }
        // A document without keys is none for cloud-init.
        let body = pairs.isEmpty ? "{}\n" : YAMLEmitter.emit(YAMLNode(.mapping(pairs)))
        return Array(("#cloud-config\n" + body).utf8)
    }

    /// The user's keys with what is added at their ends.
    private mutating func pairs() -> [YAMLPair] {
        var pairs = prepared(YAMLNode(.mapping(config.pairs)), key: nil).pairs ?? []
        let added = AdditionSteps(additions)
        append("write_files", before: [], after: added.files.map(fileNode), to: &pairs)
        append(
            "runcmd", before: added.setup.map(YAMLNode.strings), after: added.commands.map(YAMLNode.string),
            to: &pairs)
        return pairs
    }

    private mutating func append(
        _ key: String, before: [YAMLNode], after: [YAMLNode], to pairs: inout [YAMLPair]
    ) {
        guard !before.isEmpty || !after.isEmpty else { return }
        guard let index = pairs.firstIndex(where: { $0.key == key }) else {
            pairs.append(YAMLPair(key, YAMLNode(.sequence(before + after))))
            return
        }
        guard let items = pairs[index].value.items else {
            diagnostics.error(
                at: pairs[index].value.position ?? pairs[index].keyPosition,
                "\"\(key)\" must be a list, for kimage adds to it; found \(pairs[index].value.described)")
            return
        }
        pairs[index].value.content = .sequence(before + items + after)
    }

    /// The value as it can be written without tags and merge keys, with a user's keys spelled as the schema has them.
    private mutating func prepared(_ node: YAMLNode, key: String?) -> YAMLNode {
        switch node.content {
        case .scalar:
            if let tag = node.tag, tag.hasSuffix(":binary") {
                diagnostics.error(
                    at: node.position, "the tag \"!!binary\" cannot be carried over",
                    hint: "write the base64 text without it and \"encoding: base64\" beside it")
            }
            return node
        case .sequence(let items):
            return YAMLNode(
                .sequence(items.map { prepared($0, key: key.map { $0 + "[]" }) }), at: node.position)
        case .mapping(let pairs):
            var result: [YAMLPair] = []
            for var pair in MergeKeys.resolved(pairs) {
                if key == "users[]" { pair.key = Self.userKeys[pair.key] ?? pair.key }
                pair.value = prepared(pair.value, key: key == nil ? pair.key : "")
                result.append(pair)
            }
            return YAMLNode(.mapping(result), at: node.position)
        }
    }

    /// Spellings with hyphens, which the node understands and the schema refuses.
    private static let userKeys: [String: String] = {
        let keys = [
            "lock_passwd", "ssh_authorized_keys", "ssh_import_id", "primary_group", "no_create_home",
            "no_user_group",
            "no_log_init", "hashed_passwd", "plain_text_passwd", "selinux_user", "create_groups",
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.replacing("_", with: "-"), $0) })
    }()

    private func fileNode(_ file: NodeFile) -> YAMLNode {
        var pairs = [
            YAMLPair("path", .string(file.path)), YAMLPair("permissions", .string(OctalText.mode(file.mode))),
        ]
        if let text = AdditionSteps.plainText(file.contents) {
            pairs.append(YAMLPair("content", .string(text)))
        } else {
            pairs.append(YAMLPair("encoding", .string("b64")))
            pairs.append(YAMLPair("content", .string(Base64.encode(file.contents))))
        }
        return YAMLNode(.mapping(pairs))
    }
}
