/// Public keys as `authorized_keys` has them: a type, the key, perhaps a comment.
enum PublicKeyText {
    /// How the names of OpenSSH's key types begin (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").
    private static let types = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]

    /// The word for the keys of the user's SSH agent; a file of that name is `./agent`.
    static let agent = "agent"

    /// Whether the text is meant as a key; otherwise it is the path of a file of keys.
    static func isKey(_ text: String) -> Bool {
        types.contains { text.hasPrefix($0) } && text.utf8.contains(UInt8(ascii: " "))
    }

    /// Whether the key itself is sound is checked where it is used, together with those from files.
    static func fault(_ text: String) -> TextFault? {
        if text.hasPrefix("-----BEGIN") {
            return TextFault("is a private key", hint: "name the public one, which ends in .pub")
        }
        return isKey(text) ? nil : PathText.localFault(text)
    }
}
