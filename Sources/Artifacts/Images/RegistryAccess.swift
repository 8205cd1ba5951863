internal import FoundationEssentials
internal import Machine

/// How registries are reached: mirrors, certificates and passwords. What is not said here is as skopeo finds it on the
/// user's machine.
package struct RegistryAccess: Sendable {
    /// Who logs in to a registry.
    package struct Login: Sendable {
        let user: String
        let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// Addresses (`http://10.0.0.1:5000`) by registry, tried in order before the registry itself.
    package var mirrors: [String: [String]] = [:]
    /// `host:port` of those that speak plain HTTP or have a certificate that cannot be verified.
    package var insecure: Set<String> = []
    /// Certificates (PEM) that hold for every other mirror and for registries with a login; empty: none.
    package var authority: [UInt8] = []
    /// By registry or by `host:port` of a mirror.
    package var logins: [String: Login] = [:]

    package init() {}

    /// One place where an image can be had.
    struct Endpoint: Sendable, Equatable {
        /// `host:port`
        let host: String
        /// Whether the certificate must be one that can be verified, and plain HTTP is refused.
        let isVerified: Bool
        /// Whether `authority` holds for it.
        let hasAuthority: Bool
        let isMirror: Bool
    }

    /// The places in the order in which they are tried. A mirror whose address has a path is left out: skopeo knows only
    /// hosts; and so are those of `*`, which must be told the registry in a way that skopeo does not have.
    func endpoints(for registry: String) -> [Endpoint] {
        var result: [Endpoint] = []
        for address in mirrors[registry] ?? [] {
            guard let range = address.firstRange(of: "://") else { continue }
            let isPlain = address[..<range.lowerBound].lowercased() == "http"
            let rest = address[range.upperBound...]
            let host = String(rest.prefix { $0 != "/" })
            let path = rest.dropFirst(host.count).split(separator: "/")
            guard path.isEmpty || path == ["v2"] else { continue }
            result.append(
                Endpoint(
                    host: host, isVerified: !isPlain && !insecure.contains(host), hasAuthority: !isPlain,
                    isMirror: true))
        }
        let isVerified = !insecure.contains(registry)
        return result + [
            Endpoint(
                host: registry, isVerified: isVerified, hasAuthority: isVerified && logins[registry] != nil,
                isMirror: false)
        ]
    }

    /// What skopeo is told of an endpoint; writes the files for it.
    ///
    /// - Parameter folder: of this process alone, mode 0700.
    func connection(to endpoint: Endpoint, in folder: String) throws -> Skopeo.Connection {
        var connection = Skopeo.Connection()
        connection.isVerified = endpoint.isVerified
        if endpoint.isVerified, endpoint.hasAuthority, !authority.isEmpty {
            // containers-certs.d(5): every file whose name ends so is a certificate of an authority.
            let certificates = "\(folder)/certificates"
            try Directory.create(certificates, permissions: 0o700)
            try AtomicFile.write(authority, to: "\(certificates)/ca.crt", permissions: 0o600)
            connection.certificates = certificates
        }
        if let login = logins[endpoint.host] {
            let pair = Data("\(login.user):\(login.password)".utf8).base64EncodedString()
            let file = "\(folder)/logins.json"
            // containers-auth.json(5). A host has none of the characters that JSON escapes.
            let text = "{\"auths\": {\"\(endpoint.host)\": {\"auth\": \"\(pair)\"}}}\n"
            try AtomicFile.write(Array(text.utf8), to: file, permissions: 0o600)
            connection.logins = file
            connection.secrets = [login.password, pair]
        }
        return connection
    }
}
