import Provisioning
import Recipes

/// The sections that ct turns into units and files: docker, flannel, update, locksmith.
enum LegacyServices {
    /// Locksmith's keys and the variables that they become, in ct's order.
    static let locksmith: [(key: String, variable: String)] = [
        ("reboot_strategy", "REBOOT_STRATEGY"), ("window_start", "LOCKSMITHD_REBOOT_WINDOW_START"),
        ("window_length", "LOCKSMITHD_REBOOT_WINDOW_LENGTH"), ("group", "LOCKSMITHD_GROUP"),
        ("etcd_endpoints", "LOCKSMITHD_ENDPOINT"), ("etcd_cafile", "LOCKSMITHD_ETCD_CAFILE"),
        ("etcd_certfile", "LOCKSMITHD_ETCD_CERTFILE"), ("etcd_keyfile", "LOCKSMITHD_ETCD_KEYFILE"),
    ]

    /// Flannel's options that are texts, in ct's order.
    static let flannel = [
        "etcd_username", "etcd_password", "etcd_endpoints", "etcd_cafile", "etcd_certfile", "etcd_keyfile",
        "etcd_prefix", "ip_masq", "subnet_file", "interface", "public_ip",
    ]

    static func docker(_ docker: ButaneNode) -> JSONNode {
        let options = docker.texts("flags").joined(separator: " ")
        return unit(
            "docker.service", "20-clct-docker.conf", "[Service]\nEnvironment=\"DOCKER_OPTS=\(options)\"",
            at: docker.position)
    }

    /// The file that update-engine and locksmithd read; nil where neither has anything.
    static func updateConfig(_ config: ButaneNode) -> JSONNode? {
        var text = ""
        if let group = config.object("update").nonEmpty("group") { text += "GROUP=\(group.lowercased())" }
        if let server = config.object("update").nonEmpty("server") { text += "\nSERVER=\(server)" }
        let settings = config.object("locksmith")
        for (key, variable) in locksmith {
            if let value = settings.text(key) { text += "\n\(variable)=\(quoted(value))" }
        }
        if text.isEmpty { return nil }
        let file = JSONNode.object([
            "filesystem": .string("root"), "path": .string("/etc/coreos/update.conf"),
            "contents": .object(["source": .string(LegacyTranslator.address(of: Array(text.utf8)))]),
            "mode": .integer(0o644),
        ])
        return ButaneMountUnits.placed(file, at: config["update"]?.position ?? config["locksmith"]?.position)
    }

    static func flannel(_ flannel: ButaneNode) -> JSONNode {
        var lines: [String] = []
        if let version = flannel.text("version") {
            lines.append(
                "Environment=\"FLANNEL_IMAGE_TAG=v\(ButaneLanguage.normalized(version) ?? version)\"")
        }
        let start = (["/usr/lib/coreos/flannel-wrapper $FLANNEL_OPTS"] + options(flannel)).joined(
            separator: " \\\n  ")
        lines += ["ExecStart=", "ExecStart=\(start)"]
        if let network = flannel.nonEmpty("network_config") {
            var command = "ExecStartPre=/usr/bin/etcdctl"
            let names = [
                ("etcd_endpoints", "endpoints"), ("etcd_cafile", "ca-file"), ("etcd_certfile", "cert-file"),
                ("etcd_keyfile", "key-file"),
            ]
            for (key, option) in names {
                if let value = flannel.text(key) { command += " --\(option)=\(quoted(value))" }
            }
            lines.append(command + " set /coreos.com/network/config \(quoted(network))")
        }
        return unit(
            "flanneld.service", "20-clct-flannel.conf", "[Service]\n" + lines.joined(separator: "\n"),
            at: flannel.position)
    }

    /// The minor version of flannel, 6 where none is given; nil where ct does not know it.
    static func flannelMinor(_ flannel: ButaneNode) -> Int? {
        let numbers = ButaneLanguage.normalized(flannel.text("version") ?? "0.6.0")?.split(separator: ".")
        guard let numbers, numbers[0] == "0", let minor = Int(numbers[1]), minor >= 5 else { return nil }
        return minor
    }

    /// Flannel's command line options, those that its version has.
    static func options(_ flannel: ButaneNode) -> [String] {
        let minor = flannelMinor(flannel) ?? 6
        var options = Self.flannel.compactMap { key -> String? in
            if minor == 5, ["etcd_username", "etcd_password"].contains(key) { return nil }
            let name = key == "interface" ? "iface" : String(key.map { $0 == "_" ? "-" : $0 })
            return flannel.text(key).map { "--\(name)=\(quoted($0))" }
        }
        if minor >= 7, flannel["kube_subnet_mgr"] != nil {
            options.append("--kube-subnet-mgr=\(flannel.isTrue("kube_subnet_mgr"))")
        }
        return options
    }

    private static func unit(
        _ name: String, _ dropin: String, _ contents: String, at position: SourcePosition?
    ) -> JSONNode {
        let unit = JSONNode.object([
            "name": .string(name), "enable": .bool(true),
            "dropins": .array([.object(["name": .string(dropin), "contents": .string(contents)])]),
        ])
        return ButaneMountUnits.placed(unit, at: position)
    }

    /// Go's `%q`, which ct uses so that blanks survive.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
