/// A pattern of coreos-cloudinit's struct tags (`valid:"^(…)$"`).
enum CoreOSPattern: Sendable {
    case encoding
    case permissions
    case unitCommand
    case rebootStrategy
    case windowStart
    case windowLength
    case etcd2Proxy

    static let encodings = [
        "base64", "b64", "gz", "gzip", "gz+base64", "gzip+base64", "gz+b64", "gzip+b64",
    ]
    static let commands = [
        "start", "stop", "restart", "reload", "try-restart", "reload-or-restart", "reload-or-try-restart",
    ]

    /// True where the program takes the value; it does not look at an empty one.
    func matches(_ text: String) -> Bool {
        if text.isEmpty { return true }
        return switch self {
        case .encoding: Self.encodings.contains(text)
        case .permissions: Self.isPermissions(Array(text.utf8))
        case .unitCommand: Self.commands.contains(text)
        case .rebootStrategy: ["etcd-lock", "reboot", "off"].contains(text)
        case .windowStart: Self.isWindowStart(text)
        case .windowLength: Self.isWindowLength(Array(text.utf8))
        case .etcd2Proxy: ["on", "off", "readonly"].contains(text)
        }
    }

    /// `^0?[0-7]{3,4}$`
    private static func isPermissions(_ text: [UInt8]) -> Bool {
        guard text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else { return false }
        return (3...4).contains(text.count) || (text.count == 5 && text[0] == UInt8(ascii: "0"))
    }

    /// A day's first three letters and a blank, which may be absent, then hours and minutes with any leading
    /// zeros.
    private static func isWindowStart(_ text: String) -> Bool {
        var rest = text[...]
        let days = ["sun ", "mon ", "tue ", "wed ", "thu ", "fri ", "sat "]
        if days.contains(rest.prefix(4).lowercased()) { rest = rest.dropFirst(4) }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        for (part, limit) in zip(parts, [23, 59]) {
            guard !part.isEmpty,
                part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return false }
            let digits = part.drop { $0 == "0" }
            guard digits.count <= 2, Int(digits) ?? 0 <= limit else { return false }
        }
        return true
    }

    /// `^[-+]?([0-9]*(\.[0-9]*)?[a-z]+)+$`
    private static func isWindowLength(_ text: [UInt8]) -> Bool {
        let signs = [UInt8(ascii: "+"), UInt8(ascii: "-")]
        let rest = text.first.map(signs.contains) == true ? text.dropFirst() : text[...]
        guard let last = rest.last, isLower(last) else { return false }
        var points = 0
        for byte in rest {
            if isLower(byte) {
                points = 0
            } else if byte == UInt8(ascii: ".") {
                points += 1
                if points > 1 { return false }
            } else if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                return false
            }
        }
        return true
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
