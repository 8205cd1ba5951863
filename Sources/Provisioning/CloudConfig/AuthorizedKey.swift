/// One line of an `authorized_keys` file.
package enum AuthorizedKey {
    private static let types = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]

    /// True where a recipe's value is a key itself and not the path of a file.
    package static func looksLikeKey(_ text: String) -> Bool {
        types.contains { text.hasPrefix($0) } && text.contains(" ")
    }

    /// Why a line is no public key; nil where it is one. Options before the type are left to sshd.
    package static func fault(_ line: String) -> String? {
        if line.contains("PRIVATE KEY") { return "it is a private key" }
        if line.contains("\n") || line.contains("\0") { return "it holds a line break or a NUL" }
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        guard let index = words.firstIndex(where: { word in types.contains { word.hasPrefix($0) } }) else {
            return "it names no key type"
        }
        guard index + 1 < words.count else { return "its data is missing" }
        let data = words[index + 1]
        let wellFormed = data.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
        }
        // Every key's data begins with the length of its type as 32 bits: "AAAA" in base64 (RFC 4253, 6.6).
        return wellFormed && data.hasPrefix("AAAA") && data.utf8.count >= 32 ? nil : "its data is damaged"
    }
}
