import Provisioning
import Recipes

extension JoinCheck {
    private static let roles: Set<String> = ["--worker", "--etcd", "--controlplane", "--all-roles"]
    private static let addresses: Set<String> = ["--address", "--internal-address"]
    /// Options of `docker run` without a value.
    private static let dockerSwitches: Set<String> = [
        "-d", "--detach", "--rm", "--privileged", "-i", "--interactive", "-t", "--tty", "-it", "-ti", "-dit",
        "--init",
        "-P", "--publish-all", "--no-healthcheck", "--read-only", "--oom-kill-disable", "-itd", "-di", "-dt",
    ]

    /// Words behind `docker run`.
    mutating func container(_ words: [String], at position: SourcePosition?) {
        let isRancher = { (word: String) in
            let path = ImageName(word).path
            return !word.hasPrefix("-")
                && (path.hasSuffix("rancher/agent") || path.hasSuffix("rancher/rancher-agent"))
        }
        guard let index = words.firstIndex(where: isRancher) else { return }
        let options = CommandOptions(words[..<index], switches: Self.dockerSwitches)
        let variables = options.all("-e", "--env").map { String($0.prefix { $0 != "=" }) }
        rancher(
            RancherContainer(
                image: words[index], arguments: Array(words[(index + 1)...]), environment: Set(variables),
                volumes: options.all("-v", "--volume") + options.all("--mount"),
                isPrivileged: options.has("--privileged"), position: position))
    }

    /// `rancher.services`
    mutating func services(_ node: YAMLNode?) {
        for pair in node?.pairs ?? [] {
            let service = pair.value
            if pair.key == "rancher-agent" {
                find(
                    ClusterRules.rancherServiceName, at: pair.keyPosition,
                    "rancher.services.rancher-agent: the agent's own container has this name and removes yours"
                )
            }
            guard let image = service["image"], let name = image.text else { continue }
            var words = service["command"]?.items?.compactMap(\.text) ?? []
            if let text = service["command"]?.text { words = CommandLineWords.commands(text).flatMap(\.self) }
            let listed = service["environment"]?.items?.compactMap {
                $0.text.map { String($0.prefix { $0 != "=" }) }
            }
            let mapped = service["environment"]?.pairs?.map(\.key)
            let container = RancherContainer(
                image: name, arguments: words, environment: Set(listed ?? mapped ?? []),
                volumes: service["volumes"]?.items?.compactMap(\.text) ?? [],
                isPrivileged: service["privileged"]?.bool == true || service["privileged"]?.text == "true",
                position: service["command"]?.position ?? image.position)
            guard container.isAgent1 || container.isAgent2 else { continue }
            for key in ["server", "token"] {
                guard let wrong = service.pairs?.first(where: { $0.key == key }) else { continue }
                find(
                    ClusterRules.rancher2Keys, at: wrong.keyPosition,
                    "rancher.services.\(pair.key).\(key) is no key of a service; it is an argument of its command"
                )
            }
            rancher(container)
        }
    }

    private mutating func rancher(_ container: RancherContainer) {
        if !container.isPrivileged {
            find(
                ClusterRules.rancherPrivileged, at: container.position,
                "Rancher's agent is not privileged: it could not set up the machine")
        }
        let sockets = container.volumes.map { $0.prefix { $0 != ":" } }
        let needed = container.isAgent1 ? ["/var/run/docker.sock"] : ["/var/run", "/var/run/docker.sock"]
        if !sockets.contains(where: { needed.contains(String($0)) || $0.contains("source=/var/run") }) {
            find(
                ClusterRules.rancherSocket, at: container.position,
                "Rancher's agent has no \(needed[0]) of the machine and reaches no Docker")
        }
        if container.isAgent1 { agent1(container) } else { agent2(container) }
    }

    private mutating func agent1(_ container: RancherContainer) {
        if container.arguments.contains(where: {
            $0 == "--server" || $0.hasPrefix("--server=") || $0 == "--worker"
        }) {
            find(
                ClusterRules.rancherImage, at: container.position,
                "the image is rancher/agent of Rancher 1.x, the arguments are those of 2.x")
            return
        }
        guard let address = container.arguments.last else {
            if !container.environment.contains("CATTLE_URL") {
                find(
                    ClusterRules.rancher1Token, at: container.position,
                    "Rancher 1.x's agent has no address: it is its one argument")
            }
            return
        }
        if Self.isFilledLater(address) { return }
        if let fault = TokenForm.rancher1Fault(ofAddress: address) {
            find(
                ClusterRules.rancher1Token, at: container.position,
                "Rancher 1.x's agent cannot use its address: \(fault)")
        }
    }

    private mutating func agent2(_ container: RancherContainer) {
        if container.arguments.contains(where: { $0.hasPrefix("http") && $0.contains("/scripts/") }) {
            find(
                ClusterRules.rancherImage, at: container.position,
                "the image is rancher/rancher-agent of Rancher 2.x, the address is that of a script of 1.x")
            return
        }
        let arguments = RancherAgentArguments(container.arguments)
        if let stop = arguments.stop, !Self.isFilledLater(container.arguments.joined()) {
            let what = stop.isEmpty ? "a word that is no option" : "\(stop)"
            find(
                ClusterRules.rancher2Unknown, at: container.position,
                "Rancher's agent stops reading at \(what): it knows --name value and no --name=value")
            return
        }
        agent2Server(container, arguments)
        agent2Roles(container, arguments)
        if !arguments.order.contains("--address"), !container.environment.contains("CATTLE_ADDRESS") {
            find(
                ClusterRules.rancher2Address, at: container.position,
                "Rancher's agent is given no --address and takes the one by which it would reach 8.8.8.8")
        }
    }

    private mutating func agent2Server(_ container: RancherContainer, _ arguments: RancherAgentArguments) {
        let position = container.position
        switch arguments.values["--server"] {
        case nil where container.environment.contains("CATTLE_SERVER"): break
        case nil: find(ClusterRules.rancher2Server, at: position, "Rancher's agent is given no --server")
        case let server?:
            if !server.hasPrefix("https://"), !Self.isFilledLater(server) {
                find(
                    ClusterRules.rancher2Server, at: position,
                    "Rancher's agent: --server does not begin with https://")
            }
        }
        switch arguments.values["--token"] {
        case nil where container.environment.contains("CATTLE_TOKEN"): break
        case nil: find(ClusterRules.rancher2Token, at: position, "Rancher's agent is given no --token")
        case let token?:
            if !TokenForm.isRancher2(token), !Self.isFilledLater(token) {
                find(
                    ClusterRules.rancher2Token, at: position,
                    "Rancher's agent: --token is not one word of small letters and digits")
            }
        }
        if let checksum = arguments.values["--ca-checksum"], !TokenForm.isDigest(checksum),
            !Self.isFilledLater(checksum)
        {
            find(
                ClusterRules.rancher2Checksum, at: position,
                "Rancher's agent: --ca-checksum is not 64 hexadecimal digits")
        }
    }

    private mutating func agent2Roles(_ container: RancherContainer, _ arguments: RancherAgentArguments) {
        let variables: Set<String> = ["WORKER", "ETCD", "CONTROL", "ALL", "CATTLE_ROLE"]
        guard let first = arguments.order.firstIndex(where: Self.roles.contains) else {
            if container.environment.isDisjoint(with: variables) {
                find(
                    ClusterRules.rancher2Roles, at: container.position,
                    "Rancher's agent is given no role: nothing would run on the machine")
            }
            return
        }
        if let last = arguments.order.lastIndex(where: Self.addresses.contains), last > first {
            find(
                ClusterRules.rancher2Order, at: container.position,
                "Rancher's agent: an address stands behind a role, where some versions do not read it")
        }
    }
}
