/// The forms of the tokens by which machines join. No message holds the token.
enum TokenForm {
    /// kubeadm, cmd/kubeadm/app/apis/bootstraptoken: six and sixteen small letters and digits.
    static func isKubeadm(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count == 6 && parts[1].utf8.count == 16
            && parts.allSatisfy { $0.utf8.allSatisfy(isSmall) }
    }

    /// `sha256:` and 64 hexadecimal digits.
    static func isKeyHash(_ text: some StringProtocol) -> Bool {
        text.hasPrefix("sha256:") && isDigest(text.dropFirst("sha256:".count))
    }

    /// 64 hexadecimal digits.
    static func isDigest(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy(isHexadecimal)
    }

    /// Rancher 1.x: a key of 20 digits, a time in milliseconds and a signature, parted by colons.
    static func isRancher1(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].utf8.count >= 16 && parts[0].utf8.allSatisfy(isHexadecimal)
            && parts[1].utf8.count >= 10 && parts[1].utf8.allSatisfy(isDigit)
            && parts[2].utf8.count >= 16
            && parts[2].utf8.allSatisfy { isAlphanumeric($0) || "-_+".utf8.contains($0) }
    }

    /// The address that Rancher 1.x's panel prints: `http://HOST[:PORT]/v1/[projects/ID/]scripts/TOKEN`.
    static func rancher1Fault(ofAddress text: String) -> String? {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return "it is no address" }
        let rest = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).map(String.init)
        guard rest.first == "v1" || rest.first == "v2-beta" else {
            return "its path does not begin with /v1/"
        }
        guard rest.count >= 3, rest[rest.count - 2] == "scripts" else {
            return "its path does not end in /scripts/TOKEN"
        }
        return isRancher1(rest[rest.count - 1])
            ? nil : "its token is not KEY:TIME:SIGNATURE as the server's panel prints it"
    }

    /// Rancher 2.x: small letters and digits (pkg/randomtoken), 54 of them.
    static func isRancher2(_ text: some StringProtocol) -> Bool {
        text.utf8.count >= 16 && text.utf8.allSatisfy(isSmall)
    }

    /// What is wrong with a token of k3s; a password of one's own is possible as well as `K10HASH::USER:PASSWORD`.
    static func k3sFault(_ text: some StringProtocol) -> String? {
        if text.contains(where: \.isWhitespace) { return "it holds a blank" }
        guard text.hasPrefix("K10") else {
            return text.contains("::") ? "it holds \"::\" but does not begin with K10" : nil
        }
        guard let range = text.firstRange(of: "::") else { return "it begins with K10 but holds no \"::\"" }
        guard isDigest(text[..<range.lowerBound].dropFirst(3)) else {
            return "between K10 and \"::\" there are not 64 hexadecimal digits"
        }
        let rest = text[range.upperBound...]
        if isKubeadm(rest) { return nil }
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
            ? nil : "behind \"::\" there is not USER:PASSWORD"
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isSmall(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
