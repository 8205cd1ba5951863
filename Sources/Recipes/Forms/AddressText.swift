/// Addresses: what RFC 3986 allows in them, of the schemes that make sense in a place.
enum AddressText {
    /// `https` of `https://…`, `file` of `file:…`, `apt` of `apt:…`, `oci` of `oci:…`; nil for a path. A path may hold a colon, so only
    /// these and what is followed by `//` count.
    static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let rest = text[text.index(after: colon)...]
        guard let first = scheme.utf8.first, WordText.isAlphanumeric(first), !WordText.isDigit(first),
            scheme.utf8.allSatisfy({ WordText.isAlphanumeric($0) || "+-.".utf8.contains($0) })
        else { return nil }
        let name = scheme.lowercased()
        return rest.hasPrefix("//") || ["file", "apt", "oci", "docker-archive"].contains(name) ? name : nil
    }

    /// A source of an artifact; without a scheme it is a path.
    static func sourceFault(_ text: String, schemes: [String]) -> TextFault? {
        guard let scheme = scheme(of: text) else { return PathText.localFault(text) }
        guard schemes.contains(scheme) else { return unknown(scheme, schemes) }
        let rest = text.dropFirst(scheme.utf8.count + 1)
        switch scheme {
        case "apt":
            // Debian Policy 5.6.1: names of packages.
            let isName = rest.utf8.allSatisfy { WordText.isSmallAlphanumeric($0) || "+-.".utf8.contains($0) }
            return isName && rest.utf8.count >= 2
                ? nil
                : TextFault("names no package", hint: "write apt:NAME, such as \"apt:linux-image-amd64\"")
        case "docker-archive":
            return rest.isEmpty ? TextFault("names no archive") : nil
        case "oci":
            // Reference grammar of distribution/distribution: a name with a tag or a digest, or ./FOLDER:TAG.
            let isName = rest.utf8.allSatisfy { WordText.isAlphanumeric($0) || "._-/:@".utf8.contains($0) }
            return isName && rest.contains(":")
                ? nil
                : TextFault(
                    "names no image",
                    hint: "write oci:registry/name:tag, such as \"oci:docker.io/library/alpine:3.23\"")
        case "file":
            if rest.isEmpty || rest == "//" { return TextFault("names no file") }
            return nil
        default: return characterFault(text) ?? hostFault(text, allowsUser: true)
        }
    }

    /// The address of a server or of a folder on it.
    static func serverFault(_ text: String, schemes: [String]) -> TextFault? {
        guard let scheme = scheme(of: text), scheme != "apt" else {
            return TextFault("is not an address", hint: "begin with \(schemes[0])://")
        }
        guard schemes.contains(scheme) else { return unknown(scheme, schemes) }
        if let fault = characterFault(text) ?? hostFault(text, allowsUser: false) { return fault }
        if text.contains("?") || text.contains("#") {
            return TextFault("has a query or a fragment, which no folder has")
        }
        return nil
    }

    private static func unknown(_ scheme: String, _ schemes: [String]) -> TextFault {
        TextFault("begins with \"\(scheme):\"; \(schemes.joined(separator: ", ")) are possible")
    }

    private static func characterFault(_ text: String) -> TextFault? {
        // RFC 3986, appendix A: unreserved, reserved and the percent sign.
        let marks = Array("-._~:/?#[]@!$&'()*+,;=%".utf8)
        let isFine = { (scalar: Unicode.Scalar) in
            scalar.isASCII
                && (WordText.isAlphanumeric(UInt8(scalar.value)) || marks.contains(UInt8(scalar.value)))
        }
        guard let bad = text.unicodeScalars.first(where: { !isFine($0) }) else { return nil }
        let escaped = String(Character(bad)).utf8.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count < 2 ? "0" : "") + digits
        }
        return TextFault(
            "holds \(Quoting.quoted(String(Character(bad)))), which no address may",
            hint: "write \(escaped.joined())")
    }

    private static func hostFault(_ text: String, allowsUser: Bool) -> TextFault? {
        guard let start = text.firstRange(of: "://")?.upperBound else { return TextFault("names no host") }
        var authority = text[start...].prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@") {
            guard allowsUser else { return TextFault("holds a user name, which would be in the open") }
            authority = authority[authority.index(after: at)...]
        }
        if authority.isEmpty { return TextFault("names no host") }
        return HostText.isHostAndPort(authority)
            ? nil : TextFault("has no usable host: \(Quoting.quoted(String(authority)))")
    }
}
