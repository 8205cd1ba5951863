import Recipes

/// What the machine that mirrors registries needs, for Debian's docker-registry 2.8: one server a registry, since a
/// pull-through proxy has one upstream (distribution, docs/recipes/mirror.md).
package enum RegistryServer {
    /// Files below `servers/registry/`; empty where the recipe has no mirrors. A mirror of every registry (`*`) cannot
    /// be a proxy of one, and gets none.
    package static func files(for section: RegistrySection) -> [ServerFile] {
        var files: [ServerFile] = []
        var ports: Set<Int> = []
        for mirror in section.mirrors where mirror.registry.value != "*" {
            let isHub = RegistryConfiguration.hubNames.contains(mirror.registry.value)
            let name = isHub ? "docker.io" : mirror.registry.value.replacing(":", with: "_")
            guard
                let endpoint = mirror.endpoints.map(MirrorEndpoint.init).first(where: {
                    ports.insert($0.port).inserted
                })
            else { continue }
            let upstream = isHub ? "https://registry-1.docker.io" : upstream(mirror.registry.value, section)
            let storage = "/var/lib/kimage-registry/\(name)"
            files.append(
                ServerFile(
                    "\(name).yml",
                    config(
                        upstream: upstream, storage: storage, address: ":\(endpoint.port)",
                        isTLS: !endpoint.isPlainHTTP)))
            files.append(ServerFile("kimage-registry-\(name).service", unit(name)))
        }
        return files
    }

    private static func upstream(_ registry: String, _ section: RegistrySection) -> String {
        let isPlain = section.insecure.contains { $0.value == registry }
        return (isPlain ? "http://" : "https://") + registry
    }

    /// `config.yml` of a pull-through proxy.
    ///
    /// - Parameters:
    ///   - upstream: the address of the registry that is mirrored.
    ///   - storage: the folder of what was pulled.
    ///   - address: what to listen on, `HOST:PORT` or `:PORT`.
    package static func config(
        upstream: String, storage: String, address: String, isTLS: Bool = false
    ) -> String {
        var text = """
            # A mirror of \(upstream), for docker-registry of Debian. It keeps what is pulled once. Where the upstream asks for a
            # password, REGISTRY_PROXY_USERNAME and REGISTRY_PROXY_PASSWORD belong into /etc/kimage-registry/environment.
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: \(storage)
              delete:
                enabled: true
            http:
              addr: \(Quoted.string(address))

            """
        if isTLS {
            text += """
                  tls:
                    certificate: /etc/kimage-registry/tls.crt
                    key: /etc/kimage-registry/tls.key

                """
        }
        return text + "proxy:\n  remoteurl: \(upstream)\n"
    }

    /// The server asks its upstream when it starts and ends where there is no answer; so it is started again, without
    /// end.
    private static func unit(_ name: String) -> String {
        """
        [Unit]
        Description=Mirror of \(name)
        Wants=network-online.target
        After=network-online.target
        StartLimitIntervalSec=0

        [Service]
        EnvironmentFile=-/etc/kimage-registry/environment
        ExecStart=/usr/bin/docker-registry serve /etc/kimage-registry/\(name).yml
        DynamicUser=yes
        StateDirectory=kimage-registry/\(name)
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        Restart=always
        RestartSec=5

        [Install]
        WantedBy=multi-user.target

        """
    }
}
