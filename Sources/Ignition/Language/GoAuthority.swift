/// User, host and port of an address as Go's net/url takes them.
enum GoAuthority {
    static func isValid(_ authority: ArraySlice<UInt8>) -> Bool {
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return isHost(authority) }
        let user = authority[..<at]
        let isUserInfo = user.allSatisfy { byte in
            GoEscapes.isAlphanumeric(byte) || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
        }
        return isHost(authority[(at + 1)...]) && isUserInfo
            && user.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
                .allSatisfy { GoEscapes.unescape($0, .userInfo) != nil }
    }

    private static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
        if host.first == UInt8(ascii: "[") {
            guard let end = host.lastIndex(of: UInt8(ascii: "]")), isPort(host[(end + 1)...]) else {
                return false
            }
            let inner = host[..<end]
            // "%25" begins the zone of a scoped address (RFC 6874).
            if let zone = find("%25", in: inner) {
                return GoEscapes.unescape(inner[..<zone], .host) != nil
                    && GoEscapes.unescape(inner[zone...], .zone) != nil
            }
        } else if let colon = host.lastIndex(of: UInt8(ascii: ":")), !isPort(host[colon...]) {
            return false
        }
        return GoEscapes.unescape(host, .host) != nil
    }

    /// Nothing, or a colon and digits (none is fine too).
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        text.isEmpty
            || (text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) })
    }

    private static func find(_ needle: StaticString, in text: ArraySlice<UInt8>) -> Int? {
        let count = needle.utf8CodeUnitCount
        guard text.count >= count else { return nil }
        return (text.startIndex...(text.endIndex - count)).first { start in
            (0..<count).allSatisfy { text[start + $0] == needle.utf8Start[$0] }
        }
    }
}
