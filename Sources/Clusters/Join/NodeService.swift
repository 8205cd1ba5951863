import Provisioning

/// A script that a node runs once the network and a container runtime are up, by systemd or OpenRC.
struct NodeService: Sendable {
    /// `kimage-join`
    var name: String
    var description: String
    /// POSIX shell, without its first line.
    var script: String
    /// Services of the system that it needs: `docker`, `containerd`.
    var needs: [String] = []
    /// Whether it is done when the script ends; otherwise an end is a failure and it is started again.
    var isOneShot = false
    /// Whether it ends soon whatever happens, so that others can wait for its end.
    var isBounded = false
    /// Services that wait for its end.
    var before: [String] = []
    /// Whether it waits for the network.
    var needsNetwork = true
    /// Whether the script holds a secret.
    var isSecret = false

    private var scriptPath: String { "/etc/kimage/\(name).sh" }

    /// RancherOS runs no services but containers; callers have refused it or use its own keys.
    func additions(for traits: NodeTraits) -> NodeAdditions {
        var additions = NodeAdditions()
        additions.files.append(
            NodeFile(scriptPath, "#!/bin/sh\n\(script)", mode: isSecret ? 0o700 : 0o755))
        switch traits.initSystem {
        case .systemd:
            for need in needs { additions.units.append(NodeUnit("\(need).service", contents: nil)) }
            additions.units.append(NodeUnit("\(name).service", contents: unit(traits)))
        case .openrc:
            for need in needs { additions.services.append(NodeSetting(need, "default")) }
            additions.files.append(NodeFile("/etc/init.d/\(name)", openRC(traits), mode: 0o755))
            additions.services.append(NodeSetting(name, "default"))
        case .rancheros: break
        }
        return additions
    }

    private static func path(_ traits: NodeTraits) -> String {
        let standard = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return traits.isUsrReadOnly ? "/opt/bin:\(standard)" : standard
    }

    private func unit(_ traits: NodeTraits) -> String {
        let services = needs.map { "\($0).service" }
        let wants = (needsNetwork ? ["network-online.target"] : []) + services
        var text = "[Unit]\nDescription=\(description)\n"
        if !wants.isEmpty {
            text += "Wants=\(wants.joined(separator: " "))\nAfter=\(wants.joined(separator: " "))\n"
        }
        if !before.isEmpty {
            text += "Before=\(before.map { "\($0).service" }.joined(separator: " "))\n"
        }
        // Not Type=oneshot: a machine whose server is away would never be said to be up.
        text += "\n[Service]\nType=\(isBounded ? "oneshot" : "simple")\n"
        if isBounded { text += "TimeoutStartSec=0\n" }
        text += "Environment=PATH=\(Self.path(traits))\n"
        text += "ExecStart=/bin/sh \(scriptPath)\n"
        text += isOneShot ? "RemainAfterExit=yes\n" : "Restart=always\nRestartSec=10\n"
        return text + "\n[Install]\nWantedBy=multi-user.target\n"
    }

    private func openRC(_ traits: NodeTraits) -> String {
        let needed = (needsNetwork ? ["net"] : []) + needs
        var text = "#!/sbin/openrc-run\ndescription=\(Quoted.shell(description))\n"
        if isBounded {
            text += "\nstart() {\n    ebegin \(Quoted.shell(description))\n"
            text += "    /bin/sh \(scriptPath) >/var/log/\(name).log 2>&1\n    eend $?\n}\n"
        } else {
            text +=
                isOneShot
                ? "command_background=true\npidfile=/run/\(name).pid\n"
                : "supervisor=supervise-daemon\nrespawn_delay=10\nrespawn_max=0\n"
            text += "command=/bin/sh\ncommand_args=\(scriptPath)\n"
            text += "output_log=/var/log/\(name).log\nerror_log=/var/log/\(name).log\n"
        }
        var depend = needed.isEmpty ? "" : "    need \(needed.joined(separator: " "))\n"
        if !before.isEmpty { depend += "    before \(before.joined(separator: " "))\n" }
        return depend.isEmpty ? text : text + "\ndepend() {\n\(depend)}\n"
    }
}
