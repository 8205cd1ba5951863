/// The address of the folder that holds the images' folders, in the few forms that all loaders understand.
package struct MenuAddress: Sendable, Equatable {
    package enum Scheme: String, Sendable, CaseIterable {
        case http
        case https
        case tftp
    }

    package let scheme: Scheme
    /// A name, an IPv4 address, or an IPv6 address in brackets.
    package let host: String
    /// nil: the scheme's own.
    package let port: UInt16?
    /// Without a slash at either end; empty for the server's root.
    package let path: String

    /// Reads `scheme://host[:port][/path[/]]`.
    ///
    /// - Throws: `MenuFault.address` for another scheme, for a user, a query or a fragment, and for characters that a
    ///   loader could take for something else.
    package init(_ text: String) throws(MenuFault) {
        guard let end = Self.separator(in: text), let scheme = Scheme(rawValue: String(text[..<end])) else {
            throw .address(text, reason: "it must start with http://, https:// or tftp://")
        }
        let rest = text[text.index(end, offsetBy: 3)...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Self.server(rest[..<slash]) else {
            throw .address(
                text, reason: "it must name a server as name, IPv4 or [IPv6] address, and :port if need be")
        }
        var path = rest[slash...].dropFirst()
        if path.hasSuffix("/") { path = path.dropLast() }
        if !path.isEmpty, let reason = BootPath.fault(String(path)) {
            throw .address(text, reason: "in its path, \(reason)")
        }
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = String(path)
    }

    /// Where `://` starts.
    private static func separator(in text: String) -> String.Index? {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
        return colon
    }

    private static func server(_ text: Substring) -> (host: String, port: UInt16?)? {
        var host = text
        var port: UInt16?
        let bracket = text.lastIndex(of: "]") ?? text.startIndex
        if let colon = text[bracket...].lastIndex(of: ":") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(digits),
                number > 0
            else { return nil }
            port = number
            host = text[..<colon]
        }
        let isIPv6 = host.hasPrefix("[")
        let name = isIPv6 ? host.dropFirst().dropLast() : host
        guard !name.isEmpty, !isIPv6 || host.hasSuffix("]") else { return nil }
        let isPlain = name.utf8.allSatisfy { byte in
            MenuText.isAlphanumeric(byte) || (isIPv6 ? ":." : ".-").utf8.contains(byte)
        }
        return isPlain ? (String(host), port) : nil
    }

    /// `host` or `host:port`.
    var server: String { host + (port.map { ":\($0)" } ?? "") }

    /// The address with a slash at its end.
    package var text: String { "\(scheme.rawValue)://\(server)/" + (path.isEmpty ? "" : path + "/") }
}
