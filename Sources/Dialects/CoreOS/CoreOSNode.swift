import Recipes

/// A value of the configuration as the validator's tree has it (config/validate/node.go).
struct CoreOSNode {
    /// The key with `_` for `-`; an item is called `units[0]`.
    var name: String
    /// The line that the program prints: found by looking for the key's text, 0 where that fails.
    var line: Int
    /// Where the value really is.
    var position: SourcePosition?
    var value: CoreOSValue = .invalid
    var children: [CoreOSNode] = []

    /// What Go's zero node is: a child that is not there.
    static let none = CoreOSNode(name: "", line: 0, position: nil)

    func child(_ name: String) -> CoreOSNode {
        children.first { $0.name == name } ?? .none
    }

    /// The text of a text; nil for anything else.
    var text: String? {
        if case .text(let bytes) = value { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
}
