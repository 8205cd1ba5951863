import Encodings
import Provisioning
import Recipes

/// A file that the user's configuration writes.
struct UserFile: Sendable {
    var path: String
    var pathPosition: SourcePosition?
    /// nil where it is packed, encoded in a way that is not known, or absent.
    var text: String?
    /// Where the contents begin.
    var position: SourcePosition?

    /// The items of `write_files` (or `write-files`, which coreos-cloudinit takes for the same).
    static func all(in config: CloudConfig) -> [UserFile] {
        let lists = ["write_files", "write-files"].compactMap { config[$0]?.items }
        return lists.joined().compactMap { item in
            guard let path = item["path"], let name = path.text else { return nil }
            let content = item["content"]
            return UserFile(
                path: name, pathPosition: path.position, text: text(content?.text, item["encoding"]?.text),
                position: content?.position ?? path.position)
        }
    }

    private static func text(_ content: String?, _ encoding: String?) -> String? {
        guard let content else { return nil }
        switch encoding {
        case nil, "", "text/plain": return content
        case "b64", "base64":
            return Base64.decode(content.utf8, ignoring: .whitespace).map {
                String(decoding: $0, as: UTF8.self)
            }
        default: return nil
        }
    }
}
