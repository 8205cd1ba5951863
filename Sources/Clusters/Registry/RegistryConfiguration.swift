import Provisioning
import Recipes

/// What a recipe's `[registry]` means, checked against what the node's container runtimes can do.
struct RegistryConfiguration: Sendable {
    struct Mirror: Sendable, Equatable {
        /// `docker.io` for each of the hub's names; `*` for all.
        var registry: String
        var endpoints: [MirrorEndpoint]
        var position: SourcePosition
    }

    var mirrors: [Mirror] = []
    /// `host:port` of registries without a verifiable certificate.
    var insecure: [String] = []
    /// The certificates of `ca`, PEM, one after another; nil where there are none.
    var authority: String?
    var logins: [RegistryLogin] = []

    /// Docker Hub's names in image references.
    static let hubNames = ["docker.io", "registry-1.docker.io", "index.docker.io"]

    init() {}

    /// Translates; `files` holds what `ca` names by the path that the recipe writes.
    init(
        _ section: RegistrySection, traits: NodeTraits, files: [String: [UInt8]], secrets: SecretStore,
        diagnostics: inout Diagnostics
    ) {
        for name in section.insecure {
            if name.value == "*" {
                diagnostics.error(
                    at: name.position, "registry.insecure: no runtime takes every registry for insecure",
                    hint: "name the registries")
            } else if !insecure.contains(name.value) {
                insecure.append(name.value)
            }
        }
        for mirror in section.mirrors { add(mirror, traits, &diagnostics) }
        for item in section.authorities { add(authority: item, files, &diagnostics) }
        for credential in section.credentials {
            let what = "the password for \(credential.registry.value)"
            guard let password = secrets.resolve(credential.password, for: what, &diagnostics) else {
                continue
            }
            let name = credential.registry.value
            logins.append(
                RegistryLogin(
                    registry: Self.hubNames.contains(name) ? "docker.io" : name, user: credential.user.value,
                    password: password))
            warnOfMirror(credential, traits, &diagnostics)
        }
    }

    var isEmpty: Bool { mirrors.isEmpty && insecure.isEmpty && authority == nil && logins.isEmpty }

    /// The mirrors of Docker Hub, the only registry that Docker mirrors.
    var hubMirrors: [MirrorEndpoint] { mirrors.filter { $0.registry == "docker.io" }.flatMap(\.endpoints) }

    /// Every host that `ca` holds for: mirrors and registries with a login that speak TLS; sorted, each once.
    var trustedHosts: [String] {
        guard authority != nil else { return [] }
        let endpoints = mirrors.flatMap(\.endpoints)
        let plain = Set(endpoints.filter(\.isPlainHTTP).map(\.host))
        let hosts = endpoints.filter { !$0.isPlainHTTP }.map(\.host) + logins.map(\.registry)
        return Set(hosts).subtracting(plain).subtracting(Self.hubNames).sorted()
    }

    private mutating func add(
        _ mirror: RegistryMirror, _ traits: NodeTraits, _ diagnostics: inout Diagnostics
    ) {
        let isHub = Self.hubNames.contains(mirror.registry.value)
        let endpoints = mirror.endpoints.map(MirrorEndpoint.init)
        if !isHub, traits.runtimes.contains(where: \.isDocker) {
            let isOnly = traits.runtimes.allSatisfy(\.isDocker)
            let message =
                "\(traits.title)'s Docker can mirror docker.io only, not \"\(mirror.registry.value)\""
            if isOnly {
                diagnostics.error(
                    at: mirror.registry.position, message,
                    hint: "pull from the mirror by its own name instead")
                return
            }
            diagnostics.warning(at: mirror.registry.position, message, hint: "its other runtimes are told")
        }
        if mirror.registry.value == "*", traits.has(.podman) || traits.has(.crio) {
            diagnostics.error(
                at: mirror.registry.position,
                "\(traits.title)'s podman and CRI-O know no mirror of all registries (containers-registries.conf)",
                hint: "name the registries")
            return
        }
        if isHub, traits.runtimes.contains(where: \.isDocker) {
            for endpoint in endpoints { checkInsecure(endpoint, &diagnostics) }
        }
        let name = isHub ? "docker.io" : mirror.registry.value
        // Docker Hub has three names and is one registry.
        if let index = mirrors.firstIndex(where: { $0.registry == name }) {
            mirrors[index].endpoints += endpoints
        } else {
            mirrors.append(Mirror(registry: name, endpoints: endpoints, position: mirror.registry.position))
        }
    }

    private func checkInsecure(_ endpoint: MirrorEndpoint, _ diagnostics: inout Diagnostics) {
        guard endpoint.isPlainHTTP, !insecure.contains(endpoint.host) else { return }
        diagnostics.error(
            at: endpoint.position,
            "the mirror \(endpoint.address) speaks plain HTTP, which Docker refuses unless it is told",
            hint: "add \"\(endpoint.host)\" to [registry] insecure")
    }

    private mutating func add(
        authority item: Located<String>, _ files: [String: [UInt8]], _ diagnostics: inout Diagnostics
    ) {
        guard let bytes = files[item.value] else {
            diagnostics.append(
                Diagnostic(
                    at: item.position, "the file \"\(item.value)\" could not be read", category: .missingFile)
            )
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.contains("PRIVATE KEY-----") {
            diagnostics.error(
                at: item.position, "the file \"\(item.value)\" holds a private key",
                hint: "a machine needs the certificate only")
            return
        }
        guard let start = text.firstRange(of: "-----BEGIN CERTIFICATE-----"),
            text.contains("-----END CERTIFICATE-----")
        else {
            diagnostics.error(
                at: item.position, "the file \"\(item.value)\" holds no certificate in PEM form",
                hint: "openssl x509 -inform DER -in FILE -out FILE.pem makes one")
            return
        }
        let pem = text[start.lowerBound...]
        authority = (authority ?? "") + pem + (pem.hasSuffix("\n") ? "" : "\n")
    }

    private func warnOfMirror(
        _ credential: RegistryCredential, _ traits: NodeTraits, _ diagnostics: inout Diagnostics
    ) {
        guard traits.runtimes.contains(where: \.isDocker),
            hubMirrors.contains(where: { $0.host == credential.registry.value })
        else { return }
        diagnostics.warning(
            at: credential.registry.position,
            "Docker does not log in to a mirror and goes to docker.io where the mirror asks for a password",
            hint: "let the mirror answer without a password")
    }
}
