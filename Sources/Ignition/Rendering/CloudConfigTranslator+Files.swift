import Encodings
import FoundationEssentials
import Provisioning
import Recipes

extension CloudConfigTranslator {
    mutating func addFiles(_ node: YAMLNode) {
        for item in items(node, "write_files") {
            guard item.pairs != nil, let text = item["path"]?.text, text.hasPrefix("/"),
                GoPath.clean(text) != "/", !text.utf8.contains(0)
            else {
                add(
                    TranslationRules.value, at: item["path"]?.position ?? item.position,
                    "an item of \"write_files\" needs an absolute \"path\"")
                continue
            }
            for pair in item.pairs ?? []
            where !["path", "content", "encoding", "owner", "permissions", "append", "defer"].contains(
                pair.key)
            {
                add(TranslationRules.key, at: pair.keyPosition, "\"\(pair.key)\" of a file")
            }
            guard let piece = contents(item) else { continue }
            let isAppended = flag(item, "append")
            var file = DraftFile(
                GoPath.clean(text), isAppended ? nil : piece, mode: permissions(item["permissions"]),
                origin: item["path"]?.position ?? item.position)
            if isAppended { file.appended = [piece] }
            // cloud-init's default, which is also what Ignition makes of a new file without a mode.
            if !isAppended, file.mode == nil { file.mode = 0o644 }
            setOwner(item["owner"], &file)
            put(file)
        }
    }

    /// Adds a file; a later one of the same path replaces an earlier one, or is added to it.
    mutating func put(_ file: DraftFile) {
        guard let index = draft.files.firstIndex(where: { GoPath.equal($0.path, file.path) }) else {
            draft.files.append(file)
            return
        }
        if file.contents == nil {
            draft.files[index].appended += file.appended
            if let mode = file.mode { draft.files[index].mode = mode }
        } else {
            let place = draft.files[index].origin.map { ", first at \($0)" } ?? ""
            add(TranslationRules.pathTwice, at: file.origin, "\"\(file.path)\"\(place)")
            draft.files[index] = file
        }
    }

    private mutating func contents(_ item: YAMLNode) -> DraftFile.Piece? {
        let content = item["content"]
        guard content == nil || content?.text != nil else {
            add(TranslationRules.value, at: content?.position, "\"content\" must be a text")
            return nil
        }
        let text = content?.isNull ?? true ? "" : content?.text ?? ""
        var bytes = Array(text.utf8)
        let encoding = item["encoding"]?.text?.lowercased() ?? ""
        let isBase64 = ["b64", "base64", "gz+b64", "gz+base64", "gzip+b64", "gzip+base64"].contains(encoding)
        let isGzip = encoding.hasPrefix("gz")
        guard isBase64 || isGzip || ["", "text/plain", "plain"].contains(encoding) else {
            add(
                TranslationRules.value, at: item["encoding"]?.position,
                "the encoding \"\(encoding)\" is not known",
                hint: "base64, gzip+base64 or text/plain")
            return nil
        }
        if isBase64 || content?.tag == "tag:yaml.org,2002:binary" {
            guard let decoded = Base64.decode(text.utf8, ignoring: .whitespace) else {
                add(TranslationRules.value, at: content?.position, "\"content\" is no base64")
                return nil
            }
            bytes = decoded
        }
        // A gzip stream begins with these two bytes (RFC 1952, 2.3.1).
        if isGzip, !bytes.starts(with: [0x1f, 0x8b]) {
            add(TranslationRules.value, at: content?.position, "\"content\" is no gzip stream")
            return nil
        }
        return DraftFile.Piece(source: DataURL.encode(bytes), isGzip: isGzip)
    }

    /// Octal digits, in quotes or without, with the prefixes of both versions of YAML.
    private mutating func permissions(_ node: YAMLNode?) -> Int? {
        guard let node, !node.isNull else { return nil }
        guard case .scalar(let text, let plain) = node.content else { return badPermissions(node) }
        let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
        guard let mode = Int(digits, radix: 8), (0...0o7777).contains(mode), !digits.hasPrefix("+") else {
            return badPermissions(node)
        }
        if plain, !text.hasPrefix("0") { add(TranslationRules.permissions, at: node.position, text) }
        guard mode > 0o777, version < IgnitionVersion(3, 6) else { return mode }
        add(TranslationRules.specialBits, at: node.position, text)
        return mode & 0o777
    }

    private mutating func badPermissions(_ node: YAMLNode) -> Int? {
        add(
            TranslationRules.value, at: node.position,
            "\"permissions\" must be octal digits; found \(node.described)",
            hint: "\"0644\"")
        return nil
    }

    /// `user`, `user:group`, `:group`; each by name or number.
    private mutating func setOwner(_ node: YAMLNode?, _ file: inout DraftFile) {
        guard let node, !node.isNull else { return }
        let parts = (node.text ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), parts.contains(where: { !$0.isEmpty }),
            parts.allSatisfy({ $0.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 < 0x80 } })
        else {
            add(
                TranslationRules.value, at: node.position, "\(node.described) is no owner",
                hint: "\"user:group\"")
            return
        }
        let owners = parts.map { $0.isEmpty ? nil : DraftOwner($0) }
        if let user = owners[0], !user.isRoot { file.user = user }
        if owners.count == 2, let group = owners[1], !group.isRoot { file.group = group }
    }
}
