import Provisioning
import Recipes

/// What has no effect, or an unwanted one, on the kind of node that the configuration is for.
struct RancherOSNode {
    let version: RancherOSVersion
    let isDiskless: Bool
    let delivery: Delivery

    func findings(_ root: CandiedNode) -> [CheckFinding] {
        let rancher = root["rancher"]
        var findings: [CheckFinding] = []
        if isDiskless {
            if let pair = root.pairs?.last(where: { $0.key.string == "bootcmd" }), !pair.value.isNull {
                findings.append(
                    CheckFinding(
                        RancherOSRules.bootcmdDiskless, at: pair.key.position,
                        "\"bootcmd\" never runs on a node without a disk"))
            }
            findings += state(rancher?["state"])
        }
        findings += datasources(rancher?["cloud_init"]?["datasources"])
        findings += RancherOSServices().findings(rancher)
        findings += dockers(rancher)
        findings += daemonFile(root, rancher)
        return findings
    }

    private func state(_ state: CandiedNode?) -> [CheckFinding] {
        (state?.pairs ?? []).compactMap { pair in
            guard let key = pair.key.string, !pair.value.isNull else { return nil }
            switch key {
            case "autoformat":
                guard pair.value.items?.isEmpty == false else { return nil }
                return CheckFinding(
                    RancherOSRules.autoformatDiskless, at: pair.key.position,
                    "\"rancher.state.autoformat\" formats the first of these disks that begins with zeros")
            case "dev", "script":
                guard pair.value.string?.isEmpty == false else { return nil }
            case "required", "wait", "mdadm_scan", "lvm_scan", "cryptsetup":
                guard CandiedScalar.bool(pair.value.text) == true else { return nil }
            default:
                return nil
            }
            return CheckFinding(
                RancherOSRules.stateDiskless, at: pair.key.position,
                "\"rancher.state.\(key)\" makes the node look for a disk; this one runs in RAM")
        }
    }

    private func datasources(_ list: CandiedNode?) -> [CheckFinding] {
        guard let items = list?.items, !items.isEmpty else { return [] }
        var findings: [CheckFinding] = []
        if delivery == .userData {
            findings.append(
                CheckFinding(
                    RancherOSRules.datasourcesTooLate, at: list?.position,
                    "datasources named in user-data are not looked at"))
        } else if version.losesDatasources {
            findings.append(
                CheckFinding(
                    RancherOSRules.datasourcesLost, at: list?.position,
                    "RancherOS \(version.text) ignores these datasources"))
        }
        for item in items {
            guard let text = item.string else { continue }
            if let finding = Self.datasource(text, version, at: item.position) { findings.append(finding) }
        }
        return findings
    }

    /// What is wrong with one datasource; nil where nothing is.
    static func datasource(_ text: String, _ version: RancherOSVersion, at position: SourcePosition?)
        -> CheckFinding?
    {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard version.datasources.contains(name) else {
            return CheckFinding(
                RancherOSRules.datasourceUnknown, at: position,
                "RancherOS \(version.text) knows no datasource \"\(name)\" and skips it",
                hint: Spelling.nearest(name, among: version.datasources.sorted()).map {
                    "did you mean \"\($0)\"?"
                })
        }
        let hasRoot = parts.count > 1 && !parts[1].isEmpty
        guard !hasRoot, name == "url" || name == "file" else { return nil }
        return CheckFinding(
            RancherOSRules.datasourceEmpty, at: position,
            "the datasource \"\(name)\" names no "
                + (name == "url" ? "URL" : "path") + " and is skipped")
    }

    private func dockers(_ rancher: CandiedNode?) -> [CheckFinding] {
        ["docker", "system_docker", "bootstrap_docker"].compactMap { name in
            guard let mirror = rancher?[name]?["registry_mirror"], let text = mirror.string, !text.isEmpty,
                !text.hasPrefix("http://"), !text.hasPrefix("https://")
            else { return nil }
            return CheckFinding(
                RancherOSRules.mirrorNoScheme, at: mirror.position,
                "\"rancher.\(name).registry_mirror\" must begin with http:// or https://; found \"\(text)\"")
        }
    }

    /// Options that RancherOS gives dockerd as flags and that daemon.json must not repeat.
    private func daemonFile(_ root: CandiedNode, _ rancher: CandiedNode?) -> [CheckFinding] {
        var options = ["hosts", "group", "log-opts"]
        let docker = rancher?["docker"]
        if docker?["registry_mirror"] != nil { options.append("registry-mirrors") }
        if docker?["insecure_registry"] != nil { options.append("insecure-registries") }
        if docker?["storage_driver"] != nil { options.append("storage-driver") }
        if docker?["bip"] != nil { options.append("bip") }
        return (root["write_files"]?.items ?? []).flatMap { file -> [CheckFinding] in
            guard file["path"]?.string == "/etc/docker/daemon.json", let content = file["content"]?.string
            else {
                return []
            }
            return options.filter { content.contains("\"\($0)\"") }.map { option in
                CheckFinding(
                    RancherOSRules.daemonConflict, at: file["content"]?.position,
                    "daemon.json sets \"\(option)\", which RancherOS gives dockerd as a flag; dockerd stops over it"
                )
            }
        }
    }
}
