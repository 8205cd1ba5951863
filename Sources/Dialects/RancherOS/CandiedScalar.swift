import Encodings
import Provisioning

/// How candiedyaml reads a scalar into an `interface{}` (resolver.go of cloudfoundry-incubator/candiedyaml in the fork
/// that rancher/os vendors): truth values in any case, octal `010`, `0o10`, timestamps; an explicit tag does not
/// choose the type, it only lets a quoted scalar be read as one without quotes.
enum CandiedScalar {
    /// Texts that a typed target takes for null even in quotes.
    static let nullWords: Set<String> = ["~", "null", "Null", "NULL"]

    static func value(of text: String, plain: Bool, tag: String?) -> CandiedValue {
        guard plain || tag != nil else { return .string(text) }
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            if let value = CandiedText.integer(text) { return .int(value) }
            if let value = float(text) { return .float(value) }
            if first != UInt8(ascii: "+"), first != UInt8(ascii: "-"), let time = CandiedTime.rfc3339(text) {
                return .time(time)
            }
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
            if nullWords.contains(text) { return .null }
            if let value = bool(text) { return .bool(value) }
        case UInt8(ascii: "."):
            if let value = float(text) { return .float(value) }
        default:
            if let value = bool(text) { return .bool(value) }
        }
        if tag == "!binary" || tag == "tag:yaml.org,2002:binary",
            let bytes = Base64.decode(text.utf8, ignoring: .lineEnds)
        {
            return .bytes(bytes)
        }
        return .string(text)
    }

    /// `y`, `yes`, `on`, `true` and their opposites in any case.
    static func bool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "y", "yes", "on", "true": true
        case "n", "no", "off", "false": false
        default: nil
        }
    }

    private static func float(_ text: String) -> Double? {
        var body = text.filter { $0 != "_" }[...]
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        let value: Double?
        switch body.lowercased() {
        case ".inf": value = .infinity
        case ".nan": value = .nan
        default: value = GoYAMLNumber.float(body)
        }
        return value.map { isNegative ? -$0 : $0 }
    }
}
