import Recipes

/// Holds a configuration against the schema as `ros config validate` does and collects every fault.
struct RancherSchemaChecker {
    private(set) var faults: [RancherSchemaFault] = []

    mutating func check(_ root: CandiedNode, _ schema: RancherSchema) {
        check(root, schema, path: "", at: root.position)
        checkJSON(root, path: "", isRoot: true)
    }

    private mutating func check(
        _ node: CandiedNode, _ schema: RancherSchema, path: String, at position: SourcePosition?
    ) {
        let place = node.position ?? position
        switch (schema, node.value) {
        case (.string, .string), (.string, .time), (.string, .bytes), (.boolean, .bool),
            (.booleanOrNull, .bool), (.booleanOrNull, .null), (.anyObject, .map), (.anyArray, .list):
            break
        case (.integer, let value) where value.jsonType == "integer":
            break
        case (.strings, .list(let items)):
            checkTexts(items, path: path, at: place)
        case (.array(let item), .list(let items)):
            for (index, value) in items.enumerated() {
                check(value, item, path: "\(path)[\(index)]", at: place)
            }
        case (.object(let keys), .map(let pairs)):
            for pair in pairs {
                let name = path.isEmpty ? pair.key.text : path + "." + pair.key.text
                // A key that is no text crashes the validator, except at the top, where it is read as one.
                if let inner = keys[pair.key.text] {
                    check(pair.value, inner, path: name, at: pair.key.position)
                } else {
                    add(.unknownKey(among: keys.keys.sorted()), pair.key, name, at: pair.key.position)
                }
            }
        default:
            // Nothing stands where an empty value is: the key is the place to show.
            add(
                .wrongType(expected: schema.described), node, path,
                at: node.isNull ? position ?? place : place)
        }
    }

    private mutating func checkTexts(_ items: [CandiedNode], path: String, at position: SourcePosition?) {
        var seen: Set<String> = []
        for (index, item) in items.enumerated() {
            let name = "\(path)[\(index)]"
            if item.value.jsonType != "string" {
                add(.wrongType(expected: "a text"), item, name, at: item.position ?? position)
            }
            if !seen.insert(json(item)).inserted { add(.repeated, item, name, at: item.position ?? position) }
        }
    }

    /// What keeps the validator from making JSON of the document at all.
    private mutating func checkJSON(_ node: CandiedNode, path: String, isRoot: Bool) {
        switch node.value {
        case .float(let value) where !value.isFinite:
            add(.notJSON, node, path, at: node.position)
        case .list(let items):
            for (index, item) in items.enumerated() {
                checkJSON(item, path: "\(path)[\(index)]", isRoot: false)
            }
        case .map(let pairs):
            for pair in pairs {
                let name = path.isEmpty ? pair.key.text : path + "." + pair.key.text
                if !isRoot, pair.key.string == nil { add(.keyNotText, pair.key, name, at: pair.key.position) }
                checkJSON(pair.value, path: name, isRoot: false)
            }
        default:
            break
        }
    }

    /// A value in a form that is the same where its JSON is.
    private func json(_ node: CandiedNode) -> String {
        switch node.value {
        case .list(let items): "[" + items.map(json).joined(separator: ",") + "]"
        case .map(let pairs):
            "{" + pairs.map { json($0.key) + ":" + json($0.value) }.sorted().joined(separator: ",") + "}"
        case .float(let value) where CandiedText.isInteger(value) && abs(value) < 1e15:
            "integer" + String(Int64(value))
        default: node.value.jsonType + (CandiedText.written(node.value) ?? "")
        }
    }

    private mutating func add(
        _ kind: RancherSchemaFault.Kind, _ node: CandiedNode, _ path: String, at position: SourcePosition?
    ) {
        faults.append(RancherSchemaFault(kind: kind, path: path, node: node, position: position))
    }
}
