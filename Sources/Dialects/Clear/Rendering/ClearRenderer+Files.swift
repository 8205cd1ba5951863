import Encodings
import Provisioning
import Recipes

extension ClearRenderer {
    /// write_files become files of the image: ucd neither decodes nor truncates, and gives 0600.
    mutating func addFiles(_ config: CloudConfig) {
        guard let pair = config.pair("write_files") else { return }
        guard let files = pair.value.items else {
            report(
                ClearBlockRules.notList, at: pair.value.position ?? pair.keyPosition,
                "\"write_files\" must be a list")
            return
        }
        for (index, file) in files.enumerated() { addFile(file, "write_files[\(index)]") }
    }

    private mutating func addFile(_ node: YAMLNode, _ place: String) {
        guard let path = node["path"]?.text else {
            report(ClearFileRules.item, at: node.position, "\"\(place)\" lacks \"path\"")
            return
        }
        guard path.hasPrefix("/") else {
            report(
                ClearFileRules.relativePath, at: node["path"]?.position,
                "\"\(place).path\" is relative: \"\(path)\"")
            return
        }
        for pair in node.pairs ?? [] where !Self.fileKeys.contains(pair.key) {
            report(
                ClearFileRules.ignoredKey, at: pair.keyPosition,
                "\"\(place)\": \"\(pair.key)\" cannot be carried over")
        }
        guard let bytes = contents(node, place) else { return }
        var mode: UInt32 = 0o644
        if let permissions = node["permissions"] {
            guard let text = permissions.text, let value = UInt32(text, radix: 8), value <= 0o7777 else {
                report(
                    ClearFileRules.permissions, at: permissions.position,
                    "\"\(place).permissions\" are no octal digits: \(permissions.described)")
                return
            }
            mode = value
        }
        let item = ProvisionedItem(
            path: path, content: .file(bytes, mode: mode, owner: owner(node, path)), origin: node.position)
        // Of equal paths the last wins, as cloud-init has it.
        items.removeAll { $0.path == path }
        items.append(item)
    }

    /// `defer` needs nothing: the files are there before anything runs.
    private static let fileKeys: Set<String> = [
        "path", "content", "encoding", "owner", "permissions", "defer",
    ]

    /// Numbers are embedded; names are looked up by the script, after the users were made.
    private mutating func owner(_ node: YAMLNode, _ path: String) -> Owner {
        guard let text = node["owner"]?.text, text != "root", text != "root:root" else { return .root }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, let uid = UInt32(parts[0]), let gid = UInt32(parts[1]) {
            return Owner(uid: uid, gid: gid)
        }
        early.append("chown \(ShellQuoting.quote(text)) \(ShellQuoting.quote(path))")
        return .root
    }

    private mutating func contents(_ node: YAMLNode, _ place: String) -> [UInt8]? {
        let text = node["content"]?.text ?? ""
        let isTagged = node["content"]?.tag?.hasSuffix(":binary") == true
        let encoding = node["encoding"]?.text ?? (isTagged ? "base64" : "text/plain")
        if encoding == "text/plain" { return Array(text.utf8) }
        if encoding == "b64" || encoding == "base64",
            let decoded = Base64.decode(text.utf8, ignoring: .whitespace)
        {
            return decoded
        }
        report(
            ClearFileRules.encoding, at: node["encoding"]?.position ?? node.position,
            "\"\(place)\": the encoding \"\(encoding)\" cannot be decoded here")
        return nil
    }
}
