import Encodings
import Recipes

/// One item of `write_files`.
struct AlpineFile {
    let path: String
    let item: ProvisionedItem
    /// An owner that only the running system can look up; nil for root and for numbers.
    let ownerByName: String?

    /// Reads a map whose shape has been checked; tells `checker` what is wrong and gives nil.
    init?(_ node: YAMLNode, checker: inout ShapeChecker) {
        guard let path = node["path"]?.text, path.hasPrefix("/") else {
            checker.error(
                at: node["path"]?.position ?? node.position,
                "an item of \"write_files\" needs an absolute \"path\"")
            return nil
        }
        self.path = path
        guard let bytes = Self.contents(node, checker: &checker) else { return nil }
        var mode: UInt32 = 0o644
        if let permissions = node["permissions"] {
            guard let text = permissions.text, let value = UInt32(text, radix: 8), value <= 0o7777,
                (3...4).contains(text.utf8.count)
            else {
                checker.error(
                    at: permissions.position,
                    "\"permissions\" must be three or four octal digits in quotes; found \(permissions.described)",
                    hint: "\"0644\"")
                return nil
            }
            mode = value
        }
        var owner = Owner.root
        var name: String?
        if let text = node["owner"]?.text, text != "root", text != "root:root" {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 2, let uid = UInt32(parts[0]), let gid = UInt32(parts[1]) {
                owner = Owner(uid: uid, gid: gid)
            } else if (1...2).contains(parts.count), parts.allSatisfy({ AlpineNames.isUserName(String($0)) })
            {
                name = text
            } else {
                checker.error(at: node["owner"]?.position, "\"\(text)\" is no owner", hint: "\"user:group\"")
                return nil
            }
        }
        ownerByName = name
        item = ProvisionedItem(
            path: path, content: .file(bytes, mode: mode, owner: owner), origin: node.position)
    }

    private static func contents(_ node: YAMLNode, checker: inout ShapeChecker) -> [UInt8]? {
        let text = node["content"]?.text ?? ""
        guard let encoding = node["encoding"]?.text else { return Array(text.utf8) }
        switch encoding {
        case "text/plain":
            return Array(text.utf8)
        case "b64", "base64":
            guard let decoded = Base64.decode(text.utf8, ignoring: .whitespace) else {
                checker.error(at: node["content"]?.position ?? node.position, "\"content\" is no base64")
                return nil
            }
            return decoded
        default:
            checker.error(
                at: node["encoding"]?.position, "the encoding \"\(encoding)\" is not supported",
                hint: "use base64, or text/plain, or put a compressed file into an overlay")
            return nil
        }
    }
}
