import Provisioning
import Recipes

/// Holds a configuration against Go types as candiedyaml converts it, and collects every fault.
struct GoTypeChecker {
    private(set) var faults: [GoFault] = []

    /// Checks `node` for a target of `type`; `position` is the key's, for values that have none.
    mutating func check(_ node: CandiedNode, _ type: GoType, path: String, at position: SourcePosition? = nil)
    {
        let place = node.position ?? position
        if case .own(let own) = type {
            checkOwn(node, own, path: path, at: place)
            return
        }
        if node.isNull {
            if case .pointer = type { add(.emptyService, node, path, at: position ?? place) }
            return
        }
        switch (type, node.value) {
        case (.pointer(let inner), _):
            check(node, inner, path: path, at: position)
        case (.string, .list), (.string, .map), (.bool, .list), (.bool, .map), (.integer, .list),
            (.integer, .map):
            mismatch(node, type, path, at: place)
        case (.string, _):
            break
        case (.bool, let value):
            let text = CandiedText.written(value) ?? ""
            if !CandiedScalar.nullWords.contains(text), CandiedScalar.bool(text) == nil {
                mismatch(node, type, path, at: place)
            }
        case (.integer, let value):
            checkInteger(node, CandiedText.written(value) ?? "", path, at: place)
        case (.list(let item), .list(let items)):
            for (index, value) in items.enumerated() {
                check(value, item, path: "\(path)[\(index)]", at: place)
            }
        case (.map(let element), .map(let pairs)):
            for pair in pairs {
                check(pair.value, element, path: join(path, pair.key.text), at: pair.key.position)
            }
        case (.record(let fields), .map(let pairs)):
            checkRecord(pairs, fields, path)
        case (_, .string(let text)) where CandiedScalar.nullWords.contains(text):
            // A typed target takes these for null even where they stand in quotes.
            break
        default:
            mismatch(node, type, path, at: place)
        }
    }

    private mutating func checkRecord(_ pairs: [CandiedPair], _ fields: [String: GoType], _ path: String) {
        for pair in pairs {
            let key = pair.key.isNull ? "" : CandiedText.written(pair.key.value) ?? ""
            let name = join(path, pair.key.text)
            if let type = fields[key] {
                check(pair.value, type, path: name, at: pair.key.position)
            } else if let field = fields.keys.first(where: { Self.fold($0) == Self.fold(key) }),
                let type = fields[field]
            {
                add(.otherCase(field), pair.key, name, at: pair.key.position)
                check(pair.value, type, path: name, at: pair.key.position)
            } else {
                add(.unknownKey(among: fields.keys.sorted()), pair.key, name, at: pair.key.position)
            }
        }
    }

    private mutating func checkInteger(
        _ node: CandiedNode, _ text: String, _ path: String, at place: SourcePosition?
    ) {
        if CandiedScalar.nullWords.contains(text) { return }
        if CandiedText.crashesInteger(text) {
            add(.emptyNumber, node, path, at: place)
        } else if CandiedText.integer(text) == nil {
            mismatch(node, .integer, path, at: place)
        }
    }

    mutating func mismatch(_ node: CandiedNode, _ type: GoType, _ path: String, at place: SourcePosition?) {
        add(.wrongType(expected: type.described), node, path, at: place)
    }

    mutating func add(_ kind: GoFault.Kind, _ node: CandiedNode, _ path: String, at place: SourcePosition?) {
        faults.append(GoFault(kind: kind, path: path, node: node, position: place))
    }

    func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }

    /// Go's `strings.EqualFold` for names in ASCII: two letters beyond it fold into `k` and `s`.
    private static func fold(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x41...0x5a: Unicode.Scalar(UInt8(scalar.value) | 0x20)
                    case 0x212a: "k"
                    case 0x17f: "s"
                    default: scalar
                    }
                }))
    }
}
