/// How the YAML libraries of Go programs read a scalar: go-yaml of the years of Container Linux (github.com/coreos/yaml,
/// as coreos-cloudinit 1.14 vendors it), a port of libyaml that follows YAML 1.1.
///
/// Unlike YAML 1.1 it has no base 60 numbers and no timestamps; `y`, `n` and all cases `yes`, `Yes`, `YES` are truth
/// values, but `yEs` is text.
package enum GoYAML {
    /// The scalar without a wanted type; nil for a list or a map.
    package static func value(of node: YAMLNode) -> GoYAMLValue? {
        guard case .scalar(let text, let plain) = node.content else { return nil }
        return value(of: text, plain: plain, tag: node.tag)
    }

    /// A key of a map.
    package static func value(ofKey pair: YAMLPair) -> GoYAMLValue {
        value(of: pair.key, plain: pair.isPlainKey, tag: nil)
    }

    /// The scalar `text`, written without quotes (`plain`) or with them, with an explicit tag or none.
    package static func value(of text: String, plain: Bool, tag: String?) -> GoYAMLValue {
        switch tag {
        case nil, "!": return plain ? implicit(text) : .string(text)
        case prefix + "str": return .string(text)
        case prefix + "binary": return .binary(text)
        case prefix + "bool", prefix + "int", prefix + "float", prefix + "null":
            let found = implicit(text)
            let wanted = tag?.dropFirst(prefix.count) ?? ""
            return found.kind == wanted ? found : .mistagged(tag: "!!" + wanted, found: found.kind)
        case prefix + "merge": return .merge
        default: return .string(text)
        }
    }

    /// A scalar without quotes and without a tag.
    package static func implicit(_ text: String) -> GoYAMLValue {
        if let word = words[text] { return word }
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "."):
            return GoYAMLNumber.float(text).map(GoYAMLValue.float) ?? .string(text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            let plain = text.contains("_") ? text.filter { $0 != "_" } : text
            if let value = GoYAMLNumber.signed(plain) { return .int(value) }
            if let value = GoYAMLNumber.float(plain) { return .float(value) }
            return .string(text)
        default:
            return .string(text)
        }
    }

    /// True for text that must be quoted to stay a text.
    package static func needsQuotes(_ text: String) -> Bool { implicit(text) != .string(text) }

    private static let prefix = "tag:yaml.org,2002:"

    private static let words: [String: GoYAMLValue] = {
        var words: [String: GoYAMLValue] = [
            "": .null, "~": .null, "null": .null, "Null": .null, "NULL": .null,
        ]
        for word in ["y", "yes", "true", "on"] { add(word, .bool(true), to: &words) }
        for word in ["n", "no", "false", "off"] { add(word, .bool(false), to: &words) }
        for word in [".nan", ".NaN", ".NAN"] { words[word] = .float(.nan) }
        for word in [".inf", ".Inf", ".INF"] {
            words[word] = .float(.infinity)
            words["+" + word] = .float(.infinity)
            words["-" + word] = .float(-.infinity)
        }
        words["<<"] = .merge
        return words
    }()

    /// The word in lower case, capitalised and in upper case.
    private static func add(_ word: String, _ value: GoYAMLValue, to words: inout [String: GoYAMLValue]) {
        words[word] = value
        words[word.uppercased()] = value
        words[word.prefix(1).uppercased() + word.dropFirst()] = value
    }
}
