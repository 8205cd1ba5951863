import Provisioning
import Recipes

extension JoinBuilder {
    mutating func buildRancher() {
        let parsed = requiredVersion(example: "2.5.8")
        requireDocker()
        guard let version = parsed else { return }
        guard version.major == 1 || version.major == 2 else {
            diagnostics.error(
                at: section.version?.position,
                "cluster.version: there is Rancher 1.x and 2.x, no \(version.major).x")
            return
        }
        switch (version.major, isServer) {
        case (1, false): buildRancher1Agent()
        case (_, false): buildRancher2Agent()
        case (1, true):
            buildRancherServer(version, name: "rancher/server", port: "8080", data: "/var/lib/mysql")
        default: buildRancherServer(version, name: "rancher/rancher", port: "443", data: "/var/lib/rancher")
        }
    }

    /// The recipe's image, or upstream's of this version; checked against the name that the role has.
    private mutating func image(_ name: String, tag: String?) -> String? {
        guard let image = section.image else {
            if let tag { return "\(name):\(tag)" }
            diagnostics.error(
                at: section.position,
                "cluster.image is missing: the tag of Rancher 1.x's agent is none of the server's",
                hint:
                    "take the one that the server's panel prints, for example image = \"rancher/agent:v1.2.9\""
            )
            return nil
        }
        let bare = ImageName(image.value)
        if !bare.path.hasSuffix(name) {
            find(
                ClusterRules.rancherImage, at: image.position,
                "cluster.image: \"\(image.value)\" is not \(name), which this version and role run in")
        } else if let tag, let theirs = bare.tag, theirs != tag {
            find(
                ClusterRules.rancherImage, at: image.position,
                "cluster.image: \"\(image.value)\" is of another version than \(tag)")
        }
        return image.value
    }

    private mutating func buildRancher1Agent() {
        let server = requiredServer(example: "http://10.0.0.1:8080")
        let token = requiredToken()
        let image = image("rancher/agent", tag: nil)
        for (key, position) in [
            ("roles", section.roles.first?.position), ("ca-checksum", section.caChecksum?.position),
            ("node-name", section.nodeName?.position),
        ] {
            guard let position else { continue }
            diagnostics.error(at: position, "cluster.\(key): Rancher 1.x takes none", hint: "leave it out")
        }
        if !section.isPersistent {
            find(
                ClusterRules.rancher1Identity, at: section.role.position,
                "Rancher 1.x will show this machine as a new host after each boot: /var/lib/rancher is gone then"
            )
        }
        guard let server, let token, let image else { return }
        let url = Self.rancher1Address(server.value, token.secret)
        if let fault = TokenForm.rancher1Fault(ofAddress: url) {
            let isToken = fault.hasPrefix("its token")
            find(
                ClusterRules.rancher1Token, at: isToken ? token.position : server.position,
                isToken ? "cluster.token: \(fault)" : "cluster.server: \(fault)")
        }
        // rancher/docs, running-rancher-on-rancherOS: a service must not be called rancher-agent.
        var service = ContainerService(
            name: "rancher-agent1", description: "Joins Rancher 1.x", image: image)
        service.secretArgument = url
        service.isPrivileged = true
        service.volumes = ["/var/run/docker.sock:/var/run/docker.sock", "/var/lib/rancher:/var/lib/rancher"]
        if let address = section.address {
            if !Self.isAddress(address.value) {
                diagnostics.error(
                    at: address.position,
                    "cluster.address: Rancher 1.x takes an IP address, not \"\(address.value)\"",
                    hint: "leave it out; the server takes the one that the machine comes from")
            }
            service.environment.append(("CATTLE_AGENT_IP", address.value))
        }
        if !section.labels.isEmpty {
            let labels = section.labels.map { "\($0.value.name)=\($0.value.value)" }
            service.environment.append(("CATTLE_HOST_LABELS", labels.joined(separator: "&")))
        }
        service.isLauncher = true
        result.statePaths.append("/var/lib/rancher")
        result.additions.append(service.additions(for: traits))
    }

    /// The token may be the whole address that the panel prints, too.
    private static func rancher1Address(_ server: String, _ token: Secret) -> String {
        let text = token.reveal()
        if text.contains("://") { return text }
        var base = server[...]
        while base.last == "/" { base.removeLast() }
        let path = base.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
        return path.isEmpty ? "\(base)/v1/scripts/\(text)" : "\(base)/scripts/\(text)"
    }

    private mutating func buildRancher2Agent() {
        let server = requiredServer(example: "https://10.0.0.1")
        let token = requiredToken()
        let image = image("rancher/rancher-agent", tag: section.version.map { "v\(Self.plain($0.value))" })
        if roles.contains(where: { $0 != .worker }) {
            requireState(["/var/lib/etcd", "/etc/kubernetes"], of: "etcd or controlplane")
        }
        addKernelSettings()
        guard let server, let token, let image else { return }
        if !server.value.hasPrefix("https://") {
            find(
                ClusterRules.rancher2Server, at: server.position,
                "cluster.server: Rancher 2.x is reached by https:// only, not \"\(server.value)\"")
        }
        if !TokenForm.isRancher2(token.secret.reveal()) {
            find(
                ClusterRules.rancher2Token, at: token.position,
                "cluster.token: a token of Rancher 2.x is one word of small letters and digits")
        }
        var service = ContainerService(
            name: "kimage-rancher-agent", description: "Rancher's agent", image: image)
        service.command = ["--server", server.value]
        service.secretEnvironment = [("CATTLE_TOKEN", token.secret)]
        if let checksum = section.caChecksum { service.command += ["--ca-checksum", checksum.value] }
        if let name = section.nodeName { service.command += ["--node-name", name.value] }
        if let address = section.address {
            service.command += ["--address", address.value]
        } else {
            find(
                ClusterRules.rancher2Address, at: section.position,
                "cluster.address is missing: the agent takes the address by which it would reach 8.8.8.8")
        }
        for label in section.labels {
            service.command += ["--label", "\(label.value.name)=\(label.value.value)"]
        }
        // rancher/rancher#37051: roles come last.
        let order: [NodeRole] = [.etcd, .controlplane, .worker]
        service.command += order.filter(roles.contains).map { "--\($0.rawValue)" }
        service.isPrivileged = true
        service.usesHostNetwork = true
        service.volumes = ["/etc/kubernetes:/etc/kubernetes", "/var/run:/var/run"]
        result.additions.append(service.additions(for: traits))
    }

    private static func plain(_ version: String) -> Substring {
        version.hasPrefix("v") ? version.dropFirst() : version[...]
    }

    private mutating func buildRancherServer(
        _ version: ClusterVersion, name: String, port: String, data: String
    ) {
        for (key, position) in [
            ("server", section.server?.position), ("token", section.token?.position),
            ("ca-checksum", section.caChecksum?.position), ("roles", section.roles.first?.position),
        ] {
            guard let position else { continue }
            diagnostics.error(at: position, "cluster.\(key): only an agent has one", hint: "leave it out")
        }
        let folder = "/var/lib/kimage/rancher"
        requireState([folder], of: "Rancher's server")
        let image = image(name, tag: section.version.map { "v\(Self.plain($0.value))" })
        guard let image else { return }
        var service = ContainerService(name: "kimage-rancher", description: "Rancher's server", image: image)
        service.ports = version.major == 1 ? ["8080:8080"] : ["80:80", "443:443"]
        service.volumes = ["\(folder):\(data)"]
        // Rancher's documentation, single-node-docker: required from 2.5 on.
        service.isPrivileged = version >= ClusterVersion(2, 5)
        result.additions.append(service.additions(for: traits))
    }
}
