import Distributions
import Planning

/// What is embedded, for people: each file with its place, its mode and its contents.
enum RenderingText {
    static func render(_ rendering: Rendering) -> String {
        let place =
            rendering.folder == "/"
            ? "in the initramfs" : "over the root (in the initramfs below \(rendering.folder))"
        var text = "# \(rendering.title) \(rendering.version): \(rendering.items.count) items \(place)\n"
        text += "# command line: \(rendering.commandLine.joined(separator: " "))\n"
        for item in rendering.items { text += "\n" + Self.item(item) }
        for file in rendering.servers {
            let contents = file.text.map(ended) ?? "(\(file.bytes.count) bytes that are no text)\n"
            text += "\n==> servers/\(file.path) <==\n" + contents
        }
        return text
    }

    private static func item(_ item: PlannedItem) -> String {
        let mode = item.content.mode.map { " 0" + String($0, radix: 8) } ?? ""
        let owner = item.content.owner.map { " \($0.uid):\($0.gid)" } ?? ""
        let head = "==> \(item.path) <== \(item.content.kind)\(mode)\(owner)"
        switch item.content {
        case .symlink(let target): return head + " -> \(target)\n"
        case .file(.bytes(let bytes), _, _):
            guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
                return head + ", \(bytes.count) bytes that are no text\n"
            }
            return head + ", \(bytes.count) bytes\n" + ended(text)
        default: return head + "\n"
        }
    }

    private static func ended(_ text: String) -> String {
        text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    }
}
