/// An address as Go's net/url reads it, which is what decides whether Ignition takes it.
struct GoURL {
    /// In small letters; empty for a relative address.
    var scheme: String
    /// What follows the scheme where no slash does.
    var opaque: String
    var query: String

    /// nil where Go's `url.Parse` fails.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let hash = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        guard GoEscapes.unescape(bytes[min(hash + 1, bytes.count)...], .fragment) != nil else { return nil }
        let address = bytes[..<hash]
        scheme = ""
        opaque = ""
        query = ""
        guard !address.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return nil }
        if address.elementsEqual("*".utf8) { return }
        guard let (name, after) = Self.scheme(of: address) else { return nil }
        scheme = name.lowercased()
        var rest = after
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = String(decoding: rest[(mark + 1)...], as: UTF8.self)
            rest = rest[..<mark]
        }
        if rest.first != UInt8(ascii: "/") {
            if !scheme.isEmpty {
                opaque = String(decoding: rest, as: UTF8.self)
                return
            }
            // A relative path whose first part holds a colon could be taken for a scheme (RFC 3986, 3.3).
            if rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) { return nil }
        }
        if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            guard GoAuthority.isValid(authority) else { return nil }
            rest = rest.dropFirst(2 + authority.count)
        }
        guard GoEscapes.unescape(rest, .path) != nil else { return nil }
    }

    /// The scheme and what follows its colon; nil where there is a colon and no scheme.
    private static func scheme(of address: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        for (count, byte) in address.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                if count == 0 { return ("", address) }
            case UInt8(ascii: ":"):
                if count == 0 { return nil }
                return (String(decoding: address.prefix(count), as: UTF8.self), address.dropFirst(count + 1))
            default:
                return ("", address)
            }
        }
        return ("", address)
    }

    /// The first value of a key of the query; nil where it is not there. Broken pairs are left out, as Go
    /// does.
    func firstValue(_ key: String) -> String? {
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            if pair.contains(UInt8(ascii: ";")) { continue }
            let bytes = Array(pair)
            let middle = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
            guard let name = GoEscapes.unescape(bytes[..<middle], .query),
                let value = GoEscapes.unescape(bytes[min(middle + 1, bytes.count)...], .query)
            else { continue }
            if name.elementsEqual(key.utf8) { return String(decoding: value, as: UTF8.self) }
        }
        return nil
    }
}
