/// Go's `url.ParseRequestURI`, as far as it decides whether a text is an address.
enum GoURI {
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return false }
        if bytes == [UInt8(ascii: "*")] { return true }
        guard let (scheme, tail) = split(bytes) else { return false }
        // A query is not looked at.
        var rest = tail.prefix { $0 != UInt8(ascii: "?") }
        guard rest.first == slash else { return scheme != nil }
        if scheme != nil, rest.starts(with: [slash, slash]) {
            rest = rest.dropFirst(2)
            let authority = rest.prefix { $0 != slash }
            guard isAuthority(Array(authority)) else { return false }
            rest = rest.dropFirst(authority.count)
        }
        return hasGoodEscapes(rest)
    }

    private static let slash = UInt8(ascii: "/")

    /// The scheme, nil where there is none; nothing where the text begins with a colon.
    private static func split(_ bytes: [UInt8]) -> (scheme: ArraySlice<UInt8>?, rest: ArraySlice<UInt8>)? {
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                if index == 0 { return (nil, bytes[...]) }
            case UInt8(ascii: ":"):
                return index == 0 ? nil : (bytes[..<index], bytes[(index + 1)...])
            default: return (nil, bytes[...])
            }
        }
        return (nil, bytes[...])
    }

    private static func isAuthority(_ bytes: [UInt8]) -> Bool {
        var host = bytes[...]
        if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
            let allowed = Array("-._:~!$&'()*+,;=%@".utf8)
            guard bytes[..<at].allSatisfy({ isWord($0) || allowed.contains($0) }),
                hasGoodEscapes(bytes[..<at])
            else { return false }
            host = bytes[(at + 1)...]
        }
        if host.first == UInt8(ascii: "[") {
            guard let end = host.lastIndex(of: UInt8(ascii: "]")) else { return false }
            return isPort(host[(end + 1)...])
        }
        if let colon = host.lastIndex(of: UInt8(ascii: ":")), !isPort(host[colon...]) { return false }
        // Of ASCII only these may stand in a host; escapes must be of bytes that are no ASCII.
        let allowed = Array("-._~!$&'()*+,;=:[]<>\"%".utf8)
        guard host.allSatisfy({ $0 >= 0x80 || isWord($0) || allowed.contains($0) }) else { return false }
        return hasGoodEscapes(host, least: 0x80)
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        return first == UInt8(ascii: ":")
            && bytes.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func hasGoodEscapes(_ bytes: ArraySlice<UInt8>, least: Int = 0) -> Bool {
        var index = bytes.startIndex
        while let percent = bytes[index...].firstIndex(of: UInt8(ascii: "%")) {
            let digits = bytes[(percent + 1)...].prefix(2)
            guard digits.count == 2, digits.allSatisfy({ isWord($0) }),
                let value = Int(String(decoding: digits, as: UTF8.self), radix: 16), value >= least
            else { return false }
            index = percent + 3
        }
        return true
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
