import Provisioning
import Recipes

/// A unit of systemd as Ignition will write it.
struct DraftUnit: Sendable {
    struct DropIn: Sendable {
        var name: String
        var contents: String
    }

    var name: String
    var contents: String?
    var isEnabled: Bool?
    var isMasked = false
    var dropIns: [DropIn] = []
    var origin: SourcePosition?

    var node: JSONNode {
        .object([
            "name": .string(name), "enabled": isEnabled.map(JSONNode.bool),
            "mask": isMasked ? .bool(true) : nil,
            "contents": contents.map(JSONNode.string),
            "dropins": dropIns.isEmpty
                ? nil
                : .array(
                    dropIns.map {
                        .object(["name": .string($0.name), "contents": .string($0.contents)])
                    }),
        ])
    }
}
