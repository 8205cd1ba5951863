import Recipes

/// Holds a configuration against a dialect's shapes and collects every difference.
struct ShapeChecker {
    /// The system's name for messages.
    let system: String
    private(set) var diagnostics = Diagnostics()

    init(system: String) {
        self.system = system
    }

    /// Checks the pairs of a map that allows `keys`; `path` is how messages name the map, empty at the top.
    mutating func check(_ pairs: [YAMLPair], keys: [String: Shape], path: String) {
        for pair in pairs {
            let name = path.isEmpty ? pair.key : "\(path).\(pair.key)"
            guard let shape = keys[pair.key] else {
                let place = path.isEmpty ? "" : " in \"\(path)\""
                diagnostics.error(
                    at: pair.keyPosition ?? pair.value.position,
                    "\(system) has no key \"\(pair.key)\"\(place) and ignores it",
                    hint: Spelling.nearest(pair.key, among: keys.keys).map { "did you mean \"\($0)\"?" })
                continue
            }
            check(pair.value, shape, name: name, at: pair.keyPosition)
        }
    }

    private mutating func check(_ node: YAMLNode, _ shape: Shape, name: String, at key: SourcePosition?) {
        let position = node.position ?? key
        if node.isNull {
            diagnostics.error(
                at: key ?? position, "\"\(name)\" is empty: \(system) would delete what it has there",
                hint: "give it a value or leave the key out")
            return
        }
        switch (shape, node.content) {
        case (.string, .scalar(_, plain: true)) where node.bool != nil || isNumber(node):
            // A parser of YAML 1.1 makes a number or a truth value of this, and the field wants a text.
            diagnostics.error(
                at: position, "\"\(name)\" must be a text; \(system) reads \(node.described) as another type",
                hint: "write it in quotes")
        case (.string, .scalar):
            break
        case (.bool, .scalar):
            if node.bool == nil { mismatch(name, shape, node, at: position) }
        case (.integer, .scalar(let text, plain: true)):
            if Int(text) == nil { mismatch(name, shape, node, at: position) }
        case (.strings, .sequence(let items)):
            for item in items where item.text == nil || item.isNull {
                mismatch("an item of \"\(name)\"", .string, item, at: item.position ?? position, quote: false)
            }
        case (.list, .sequence), (.map, .mapping):
            break
        case (.object(let keys), .mapping(let pairs)):
            check(pairs, keys: keys, path: name)
        case (.objects(let keys), .sequence(let items)):
            for (index, item) in items.enumerated() {
                guard let pairs = item.pairs else {
                    mismatch("\(name)[\(index)]", .object(keys), item, at: item.position ?? position)
                    continue
                }
                check(pairs, keys: keys, path: "\(name)[\(index)]")
            }
        default:
            mismatch(name, shape, node, at: position)
        }
    }

    private func isNumber(_ node: YAMLNode) -> Bool {
        guard let text = node.text else { return false }
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        return Double(digits) != nil || (digits.hasPrefix("0o") && Int(digits.dropFirst(2), radix: 8) != nil)
    }

    private mutating func mismatch(
        _ name: String, _ shape: Shape, _ node: YAMLNode, at position: SourcePosition?, quote: Bool = true
    ) {
        let subject = quote ? "\"\(name)\"" : name
        diagnostics.error(at: position, "\(subject) must be \(shape.described); found \(node.described)")
    }

    /// Adds a finding that shapes cannot express.
    mutating func error(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        diagnostics.error(at: position, message, hint: hint)
    }

    /// The same as a warning.
    mutating func warning(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        diagnostics.warning(at: position, message, hint: hint)
    }
}
