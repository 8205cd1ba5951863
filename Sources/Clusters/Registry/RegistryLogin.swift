import Encodings

/// Who logs in to a registry, with the password.
struct RegistryLogin: Sendable {
    var registry: String
    var user: String
    var password: Secret

    /// `user:password` in base64, as Docker's and podman's files have it.
    var authorization: String { Base64.encode("\(user):\(password.reveal())".utf8) }

    /// Docker's files know its own hub by an older address (moby, registry/config.go: IndexServer).
    var dockerKey: String { registry == "docker.io" ? "https://index.docker.io/v1/" : registry }

    /// A file of logins as Docker, podman and CRI-O read it.
    static func file(_ logins: [RegistryLogin], key: (RegistryLogin) -> String) -> String {
        let items = logins.map {
            "    \(Quoted.string(key($0))): { \"auth\": \(Quoted.string($0.authorization)) }"
        }
        return "{\n  \"auths\": {\n" + items.joined(separator: ",\n") + "\n  }\n}\n"
    }
}
