import Provisioning
import Recipes

extension JoinBuilder {
    private static let configPath = "/etc/rancher/k3s/config.yaml"
    private static let tokenPath = "/etc/rancher/k3s/token"

    mutating func buildK3s() {
        if traits.initSystem == .rancheros {
            find(
                ClusterRules.k3sInit, at: section.method.position,
                "k3s is a service of systemd or OpenRC; \(traits.title) has neither and runs containers only")
            return
        }
        if traits.isRootInitramfs {
            find(
                ClusterRules.k3sRoot, at: section.method.position,
                "k3s cannot start a container where / stays the kernel's initramfs: pivot_root(2) fails there and k3s has no way round it"
            )
        }
        let version = section.version.flatMap { ClusterVersion($0.value) }
        if traits.cgroupVersion == 1, let version, version >= ClusterVersion(1, 35) {
            find(
                ClusterRules.controlGroups, at: section.version?.position,
                "the kubelet of 1.35 and later does not start on control groups of version 1, which \(traits.title) has"
            )
        }
        let server = isServer ? section.server : requiredServer(example: "https://10.0.0.1:6443")
        if let server, !server.value.hasPrefix("https://") {
            find(
                ClusterRules.k3sServer, at: server.position,
                "cluster.server: k3s is reached by https:// only, not \"\(server.value)\"",
                hint: "for example server = \"https://10.0.0.1:6443\"")
        }
        let token = requiredToken()
        if let token, let fault = TokenForm.k3sFault(token.secret.reveal()) {
            find(
                ClusterRules.k3sToken, at: token.position, "cluster.token: this is no token of k3s: \(fault)")
        }
        if isServer { requireState(["/var/lib/rancher/k3s"], of: "a server of k3s") }
        addKernelSettings()
        guard let token else { return }
        let config = k3sConfig(server?.value, version)
        result.additions.files.append(NodeFile(Self.configPath, config, mode: 0o600))
        result.additions.files.append(
            NodeFile(Self.tokenPath, token.secret.reveal() + "\n", mode: 0o600))
        result.additions.files.append(NodeFile("/etc/kimage/k3s-identity.sh", Self.identity, mode: 0o755))
        addK3sService()
        result.programs.append("\(traits.programFolder)/k3s")
    }

    /// Keys are k3s's own flags; each of them is there since the file is (1.19).
    private func k3sConfig(_ server: String?, _ version: ClusterVersion?) -> String {
        var members: [(String, YAMLNode)] = []
        if let server { members.append(("server", .string(server))) }
        members.append(("token-file", .string(Self.tokenPath)))
        if isServer, server == nil { members.append(("cluster-init", Build.plain("true"))) }
        if let name = section.nodeName {
            members.append(("node-name", .string(name.value)))
        } else {
            // Machines that boot one image may well have one name.
            members.append(("with-node-id", Build.plain("true")))
        }
        if let address = section.address {
            let isAddress = Self.isAddress(address.value)
            members.append((isAddress ? "node-ip" : "flannel-iface", .string(address.value)))
            if isServer, isAddress { members.append(("tls-san", .strings([address.value]))) }
        }
        if !section.labels.isEmpty {
            let labels = section.labels.map { "\($0.value.name)=\($0.value.value)" }
            members.append(("node-label", .strings(labels)))
        }
        return YAMLEmitter.emit(Build.map(members))
    }

    /// k3s makes both files once and expects them at each start. Made of the first network card's address they are the
    /// same after each boot and others on each machine.
    private static let identity = """
        #!/bin/sh
        # The server remembers each machine's password and refuses a machine that comes back with another one.
        set -eu
        umask 077
        hardware=$(for card in /sys/class/net/*; do [ ! -e "$card/device" ] || cat "$card/address"; done | sort | head -n 1)
        [ -n "$hardware" ] || hardware=$(cat /etc/machine-id)
        digest() { printf '%s' "$1" | sha256sum | cut -c "1-$2"; }
        mkdir -p /etc/rancher/node
        [ -s /etc/rancher/node/id ] || digest "$hardware" 8 > /etc/rancher/node/id
        [ -s /etc/rancher/node/password ] || digest "$(cat \(tokenPath)) $hardware" 32 > /etc/rancher/node/password

        """

    private mutating func addK3sService() {
        let name = isServer ? "k3s" : "k3s-agent"
        let program = "\(traits.programFolder)/k3s"
        let command = isServer ? "server" : "agent"
        switch traits.initSystem {
        case .systemd:
            // k3s, install.sh: its own unit, and its own kinds of start.
            let text = """
                [Unit]
                Description=k3s \(command)
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=\(isServer ? "notify" : "exec")
                KillMode=process
                Delegate=yes
                LimitNOFILE=1048576
                LimitNPROC=infinity
                LimitCORE=infinity
                TasksMax=infinity
                TimeoutStartSec=0
                Restart=always
                RestartSec=5s
                ExecStartPre=/bin/sh /etc/kimage/k3s-identity.sh
                ExecStart=\(program) \(command)

                [Install]
                WantedBy=multi-user.target

                """
            result.additions.units.append(NodeUnit("\(name).service", contents: text))
        case .openrc:
            let text = """
                #!/sbin/openrc-run
                supervisor=supervise-daemon
                name=\(name)
                command=\(program)
                command_args=\(command)
                output_log=/var/log/\(name).log
                error_log=/var/log/\(name).log
                respawn_delay=5
                respawn_max=0

                depend() {
                    need cgroups net
                }

                start_pre() {
                    /bin/sh /etc/kimage/k3s-identity.sh
                }

                """
            result.additions.files.append(NodeFile("/etc/init.d/\(name)", text, mode: 0o755))
            result.additions.services.append(NodeSetting(name, "default"))
        case .rancheros: break
        }
    }
}
