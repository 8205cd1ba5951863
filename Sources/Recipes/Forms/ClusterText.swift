/// Words of clusters and of container images.
enum ClusterText {
    /// `https://10.0.0.1`, `http://10.0.0.1:8080/v1/projects/1a5`, or `10.0.0.1:6443`.
    static func endpointFault(_ text: String) -> TextFault? {
        if text.contains("://") { return AddressText.serverFault(text, schemes: ["https", "http"]) }
        return HostText.isHostAndPort(Substring(text))
            ? nil : TextFault("is neither an address nor host:port", hint: "for example \"https://10.0.0.1\"")
    }

    /// An IP address, a host name or the name of an interface.
    static func addressFault(_ text: String) -> TextFault? {
        let bytes = Array(text.utf8)
        let isFine = bytes.allSatisfy { WordText.isAlphanumeric($0) || "-_.:".utf8.contains($0) }
        guard isFine, bytes.count <= 253,
            bytes.first.map({ WordText.isAlphanumeric($0) || $0 == 0x3a }) == true
        else {
            return TextFault(
                "is neither an address nor the name of an interface", hint: "for example \"eth0\"")
        }
        return nil
    }

    /// `sha256:` and 64 hexadecimal digits.
    static func keyHashFault(_ text: String) -> TextFault? {
        guard text.hasPrefix("sha256:") else {
            return TextFault(
                "does not begin with \"sha256:\"", hint: "it is sha256: and 64 hexadecimal digits")
        }
        return WordText.digestFault(String(text.dropFirst("sha256:".count)))
    }

    /// A POSIX name: letters, digits and `_`, no digit first.
    static func isVariable(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, !WordText.isDigit(first) else { return false }
        return bytes.allSatisfy { WordText.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
    }

    /// A user of the node: what useradd takes.
    static func userFault(_ text: String) -> TextFault? {
        let bytes = Array(text.utf8)
        let isFine = bytes.allSatisfy { WordText.isSmallAlphanumeric($0) || "-_".utf8.contains($0) }
        guard isFine, bytes.count <= 32, let first = bytes.first, !WordText.isDigit(first), first != 0x2d
        else {
            return TextFault("is not the name of a user: at most 32 small letters, digits, \"-\" and \"_\"")
        }
        return nil
    }

    /// HTTP's basic authentication (RFC 7617) parts user and password with a colon.
    static func registryUserFault(_ text: String) -> TextFault? {
        text.contains(":") ? TextFault("holds a colon, which parts user and password") : nil
    }

    /// A reference of a container image (distribution, reference/regexp.go): a path, and a tag or a digest.
    static func imageFault(_ text: String) -> TextFault? {
        if text.contains("://") { return TextFault("is an address", hint: "leave \"https://\" out") }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let form = TextFault(
            "is not the name of an image: registry, path and tag, as in \"docker.io/library/busybox:1.36\"")
        guard parts.count <= 2, text.utf8.count <= 512 else { return form }
        if parts.count == 2, keyHashFault(String(parts[1])) != nil { return form }
        var components = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        guard var last = components.popLast() else { return form }
        if let colon = last.firstIndex(of: ":") {
            let tag = Array(last[last.index(after: colon)...].utf8)
            let isTag = tag.allSatisfy { WordText.isAlphanumeric($0) || "-_.".utf8.contains($0) }
            guard isTag, (1...128).contains(tag.count) else { return form }
            last = last[..<colon]
        } else if parts.count == 1 {
            return TextFault("has no tag", hint: "name one: what \"latest\" means changes from day to day")
        }
        if components.first.map(isRegistry) == true { components.removeFirst() }
        return (components + [last]).allSatisfy(isPathComponent) ? nil : form
    }

    private static func isRegistry(_ text: Substring) -> Bool {
        (text.contains(".") || text.contains(":") || text == "localhost") && HostText.isHostAndPort(text)
    }

    private static func isPathComponent(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        return WordText.isSmallAlphanumeric(first) && WordText.isSmallAlphanumeric(last)
            && bytes.allSatisfy { WordText.isSmallAlphanumeric($0) || "-_.".utf8.contains($0) }
    }
}
