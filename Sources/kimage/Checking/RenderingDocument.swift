import Distributions
import Encodings
import Planning

/// What is embedded as `kimage render --json` prints it; the keys are documented in Documentation/check.md.
struct RenderingDocument: Encodable {
    struct Item: Encodable {
        let path: String
        let kind: String
        let mode: String?
        let owner: String?
        let target: String?
        /// The contents where they are UTF-8 text.
        let text: String?
        /// The contents in base64 where they are not.
        let base64: String?
    }

    struct ServerFile: Encodable {
        let path: String
        /// The contents where they are UTF-8 text.
        let text: String?
        /// The contents in base64 where they are not.
        let base64: String?
    }

    let format = "kimage-rendering-1"
    let os: String
    let version: String
    let below: String
    let command_line: [String]
    let items: [Item]
    let servers: [ServerFile]

    init(_ rendering: Rendering) {
        os = rendering.os
        version = rendering.version
        below = rendering.folder
        command_line = rendering.commandLine
        items = rendering.items.map(Item.init)
        servers = rendering.servers.map {
            ServerFile(
                path: $0.path, text: $0.text,
                base64: $0.text == nil ? Base64.encode($0.bytes) : nil)
        }
    }
}

extension RenderingDocument.Item {
    init(_ item: PlannedItem) {
        path = item.path
        kind = item.content.kind
        mode = item.content.mode.map { "0" + String($0, radix: 8) }
        owner = item.content.owner.map { "\($0.uid):\($0.gid)" }
        if case .symlink(let link) = item.content { target = link } else { target = nil }
        guard case .file(.bytes(let bytes), _, _) = item.content else {
            (text, base64) = (nil, nil)
            return
        }
        text = String(validating: bytes, as: UTF8.self)
        base64 = text == nil ? Base64.encode(bytes) : nil
    }
}
