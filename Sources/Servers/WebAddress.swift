/// An address of HTTP, taken apart.
struct WebAddress: Sendable, Equatable {
    var isTLS: Bool
    var host: String
    var port: Int
    /// From the slash after the host; a slash at least.
    var path: String

    /// - Returns: nil where the address is none of HTTP.
    /// - Throws: where a part of it cannot stand in a server's file.
    static func parse(_ text: String, _ what: String) throws(ServerFault) -> WebAddress? {
        let isTLS = text.hasPrefix("https://")
        guard isTLS || text.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(isTLS ? 8 : 7)
        let authority = rest.prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        var port = isTLS ? 443 : 80
        if parts.count == 2 {
            guard let number = Int(parts[1]), (1...65_535).contains(number) else {
                throw .word("the port of \(what)", String(parts[1]), "1 to 65535")
            }
            port = number
        }
        guard let host = parts.first, parts.count <= 2 else {
            throw .word(what, text, "http://HOST[:PORT]/PATH with a name or an IPv4 address")
        }
        try ServerWord.check(String(host), .host, "the host of \(what)")
        let path = authority.endIndex == rest.endIndex ? "/" : String(rest[authority.endIndex...])
        try ServerWord.check(path, .urlPath, "the path of \(what)")
        return WebAddress(isTLS: isTLS, host: String(host), port: port, path: path)
    }
}
