import Ignition
import Provisioning

/// What go-yaml v3 makes of a scalar for a wanted type.
///
/// Its words are those of YAML 1.2 (`true`, `True`, `TRUE`), but a truth value may also be written as in 1.1,
/// even in quotes; octal numbers may be written both ways (`0644`, `0o644`).
enum ButaneScalar {
    private static let prefix = "tag:yaml.org,2002:"
    private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]

    /// Why a value cannot be read at all: the tag does not fit.
    struct Fault: Error {
        var message: String
    }

    /// The kind of a scalar without a wanted type.
    private enum Resolved: Equatable {
        case null
        case flag(Bool)
        case whole(Int)
        case float(Double)
        case text(String)
        case other
    }

    static func isNull(_ node: YAMLNode) -> Bool {
        guard case .scalar(let text, let plain) = node.content else { return false }
        return nulls.contains(text) && (plain || node.tag == prefix + "null")
    }

    /// Every scalar is taken for a text as it was written.
    static func text(_ node: YAMLNode) throws(Fault) -> String? {
        guard case .scalar(let text, _) = node.content else { return nil }
        guard node.tag == prefix + "binary" else {
            _ = try resolve(node)
            return text
        }
        guard let bytes = DataURL.decode("data:;base64," + String(text.filter { !$0.isNewline })) else {
            throw Fault(message: "!!binary value contains invalid base64 data")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func whole(_ node: YAMLNode) throws(Fault) -> Int? {
        switch try resolve(node) {
        case .whole(let value): value
        // A number with a fraction loses it, as in Go.
        case .float(let value): Int(exactly: value.rounded(.towardZero))
        default: nil
        }
    }

    static func flag(_ node: YAMLNode) throws(Fault) -> Bool? {
        switch try resolve(node) {
        case .flag(let value): return value
        case .text(let text):
            if ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"].contains(text) { return true }
            if ["n", "N", "no", "No", "NO", "off", "Off", "OFF"].contains(text) { return false }
            return nil
        default: return nil
        }
    }

    private static func resolve(_ node: YAMLNode) throws(Fault) -> Resolved {
        guard case .scalar(let text, let plain) = node.content else { return .other }
        guard let tag = node.tag, tag != "!" else { return plain ? implicit(text) : .text(text) }
        let found = implicit(text)
        switch (tag, found) {
        case (prefix + "str", _): return .text(text)
        case (prefix + "int", .whole), (prefix + "float", .float), (prefix + "bool", .flag),
            (prefix + "null", .null):
            return found
        case (prefix + "float", .whole(let value)): return .float(Double(value))
        case (prefix + "int", _), (prefix + "float", _), (prefix + "bool", _), (prefix + "null", _):
            throw Fault(message: "cannot decode `\(text)` as a !!\(tag.dropFirst(prefix.count))")
        case (prefix + "timestamp", _):
            guard isDate(text) else { throw Fault(message: "cannot decode `\(text)` as a !!timestamp") }
            return .other
        default: return .text(text)
        }
    }

    private static func implicit(_ text: String) -> Resolved {
        if nulls.contains(text) { return .null }
        if ["true", "True", "TRUE"].contains(text) { return .flag(true) }
        if ["false", "False", "FALSE"].contains(text) { return .flag(false) }
        let unsigned = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
        if [".inf", ".Inf", ".INF"].contains(unsigned) {
            return .float(text.hasPrefix("-") ? -.infinity : .infinity)
        }
        if [".nan", ".NaN", ".NAN"].contains(text) { return .float(.nan) }
        guard let first = text.utf8.first else { return .null }
        if first == UInt8(ascii: ".") { return GoYAMLNumber.float(text).map(Resolved.float) ?? .text(text) }
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || text.utf8.count > unsigned.utf8.count
        else { return .text(text) }
        if isDate(text) { return .other }
        let plain = text.filter { $0 != "_" }
        if let value = GoYAMLNumber.signed(plain) { return .whole(Int(value)) }
        if GoYAMLNumber.unsigned(plain) != nil { return .float(1e19) }
        // Words such as +Inf and hexadecimal fractions are no numbers of YAML.
        let isDecimal = plain.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        if isDecimal, let value = GoYAMLNumber.float(plain) { return .float(value) }
        return .text(text)
    }

    /// YYYY-M-D, alone or with a time behind it: near enough to what Go's `time.Parse` takes.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }.split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let month = Int(parts[1]), let day = Int(parts[2]),
            Int(parts[0]) != nil
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day) && parts[1].utf8.count <= 2
            && parts[2].utf8.count <= 2
    }
}
