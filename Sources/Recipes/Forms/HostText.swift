/// Names and addresses of machines.
enum HostText {
    /// include/uapi/linux/utsname.h: __NEW_UTS_LEN.
    private static let maximumName = 64

    /// A host name with or without a domain (RFC 1123, 2.1).
    static func nameFault(_ text: String) -> TextFault? {
        guard text.utf8.count <= maximumName else {
            return TextFault("is longer than \(maximumName) characters, which the kernel does not take")
        }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel) else {
            return TextFault(
                "is not a host name: letters, digits and \"-\" in parts of at most 63, with \".\" between them"
            )
        }
        return nil
    }

    /// `docker.io`, `10.0.0.1:5000`, `[fd00::1]:5000`, or `*` for all.
    static func registryFault(_ text: String) -> TextFault? {
        if text == "*" { return nil }
        if let range = text.firstRange(of: "://") {
            let rest = text[range.upperBound...].prefix { $0 != "/" }
            return TextFault("is an address", hint: "write \(Quoting.quoted(String(rest)))")
        }
        return isHostAndPort(Substring(text)) ? nil : TextFault("is not a registry: a host or host:port")
    }

    /// A host or an address, with or without a port from 1 to 65535.
    static func isHostAndPort(_ text: Substring) -> Bool {
        var host = text
        var port: Substring?
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return false }
            return isIPv6(address) && (rest.isEmpty || isPort(rest.dropFirst()))
        }
        if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return host.utf8.count <= 253 && labels.allSatisfy(isServerLabel) && port.map(isPort) ?? true
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let bytes = Array(label.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
        return WordText.isAlphanumeric(first) && WordText.isAlphanumeric(last)
            && bytes.allSatisfy { WordText.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Names of services may hold `_` as well.
    private static func isServerLabel(_ label: Substring) -> Bool {
        let bytes = Array(label.utf8)
        return !bytes.isEmpty && bytes.count <= 63
            && bytes.allSatisfy { WordText.isAlphanumeric($0) || "-_".utf8.contains($0) }
    }

    private static func isIPv6(_ address: Substring) -> Bool {
        let bytes = Array(address.utf8)
        let isDigit = { (byte: UInt8) in
            WordText.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        }
        return bytes.contains(UInt8(ascii: ":")) && bytes.allSatisfy { isDigit($0) || ":.".utf8.contains($0) }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.allSatisfy(WordText.isDigit) && (Int(text).map { (1...65535).contains($0) } ?? false)
    }
}
