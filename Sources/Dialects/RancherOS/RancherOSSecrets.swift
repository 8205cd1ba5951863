/// Values that a message must not show.
enum RancherOSSecrets {
    /// What a value is, for a message: its text only where it is short and no secret can stand there.
    static func described(_ node: CandiedNode, at path: String) -> String {
        guard case .string(let text) = node.value else { return node.described }
        let words = path.lowercased()
        let isSecret = secrets.contains { words.contains($0) }
        return isSecret || text.utf8.count > 60 || text.contains("\n") ? "a text" : node.described
    }

    private static let secrets = [
        "auth", "password", "passwd", "psk", "token", "secret", "environment", "server_key", "ca_key",
        "ssh.keys",
        "private_key", "command", "entrypoint",
    ]
}
