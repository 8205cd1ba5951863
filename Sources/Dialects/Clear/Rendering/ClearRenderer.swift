import Provisioning
import Recipes

/// Writes what carries a cloud-config out on Clear Linux: user-data in ucd's own words, a unit of ours that runs ucd on
/// it, since ucd's own looks for a drive only, and real files wherever ucd would misread them.
package struct ClearRenderer {
    /// The user-data: below /usr, which the image has, and which nothing of Clear clears.
    package static let userDataPath = "/usr/share/kimage/user-data"
    /// The one command of the user-data.
    package static let scriptPath = "/usr/share/kimage/config.sh"
    package static let unitName = "kimage-ucd.service"

    /// What to put into the image, and what could not be carried over, by the rules of `ClearDialect`.
    package struct Result: Sendable, Equatable {
        package var items: [ProvisionedItem]
        package var diagnostics: Diagnostics
    }

    var items: [ProvisionedItem] = []
    var findings: [CheckFinding] = []
    /// Lines of the script that run before and after the user's commands.
    var early: [String] = []
    var late: [String] = []
    /// The keys of the user-data, in the order in which ucd carries them out.
    var userData: [YAMLPair] = []

    private init() {}

    package static func render(_ config: CloudConfig, additions: NodeAdditions) -> Result {
        var renderer = ClearRenderer()
        renderer.maskInstallers()
        renderer.add(CloudConfig(pairs: MergeKeys.resolved(config.pairs)))
        renderer.add(additions)
        renderer.finish()
        var diagnostics = Diagnostics()
        for finding in renderer.findings { diagnostics.append(finding.diagnostic) }
        return Result(items: renderer.items, diagnostics: diagnostics)
    }

    mutating func report(
        _ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil
    ) {
        findings.append(CheckFinding(rule, at: position, message, hint: hint))
    }

    /// The PXE image is an installer (clearlinux/distribution issue 1371); these are the units of ister and clr-installer.
    private mutating func maskInstallers() {
        for name in ["clr-installer-provision", "clr-installer", "ister-provision", "ister"] {
            items.append(
                ProvisionedItem(
                    path: "/etc/systemd/system/\(name).service", content: .symlink(target: "/dev/null")))
        }
    }

    private mutating func add(_ config: CloudConfig) {
        addHostname(config)
        addUsers(config)
        addFiles(config)
        addCommands(config)
        for pair in config.pairs {
            switch pair.key {
            case "hostname", "users", "groups", "ssh_authorized_keys", "write_files", "runcmd", "bootcmd":
                break
            case "packages", "package_upgrade", "wait_for_network", "service", "envar", "fbootcmd":
                // ucd's own keys, in its own words; what is wrong with them is told when the result is read again.
                userData.append(pair)
            default:
                report(
                    ClearBlockRules.unknownKey, at: pair.keyPosition ?? pair.value.position,
                    "ucd has no handler for \"\(pair.key)\", and kimage none of its own")
            }
        }
    }

    private mutating func addHostname(_ config: CloudConfig) {
        guard let pair = config.pair("hostname") else { return }
        guard let name = pair.value.text, !name.isEmpty else {
            report(ClearBlockRules.notScalar, at: pair.value.position, "\"hostname\" must be a text")
            return
        }
        // The file counts from the start; ucd sets the name by hostnamectl, which writes the same file.
        items.append(.file("/etc/hostname", name + "\n"))
        userData.append(YAMLPair("hostname", .string(name), at: pair.keyPosition))
    }

    /// What a registry and a cluster add: systemd finds all of it in place when it starts.
    private mutating func add(_ additions: NodeAdditions) {
        for file in additions.files + AdditionSteps.settings(additions) { append(file) }
        for file in AdditionSteps.unitFiles(additions.units) { append(file) }
        for unit in additions.units where unit.isEnabled { items += ClearUnit.wants(unit) }
        late += additions.commands
    }

    private mutating func append(_ file: NodeFile) {
        items.append(
            ProvisionedItem(
                path: file.path, content: .file(file.contents, mode: file.mode & 0o7777, owner: .root)))
    }

    private mutating func finish() {
        let script = early + late
        if !script.isEmpty {
            let text =
                "#!/bin/sh\n# Made by kimage; ucd runs it at every boot.\n" + script.joined(separator: "\n")
                + "\n"
            items.append(.file(Self.scriptPath, text, mode: 0o755))
            // Before what may wait for the network.
            let index = userData.firstIndex {
                ["packages", "package_upgrade", "wait_for_network"].contains($0.key)
            }
            let pair = YAMLPair("runcmd", .strings([Self.scriptPath]))
            userData.insert(pair, at: index ?? userData.endIndex)
        }
        guard !userData.isEmpty else { return }
        let text = "#cloud-config\n" + YAMLEmitter.emit(YAMLNode(.mapping(userData)))
        let bytes = Array(text.utf8)
        items.append(
            ProvisionedItem(path: Self.userDataPath, content: .file(bytes, mode: 0o600, owner: .root)))
        items += ClearUnit.own
        // Positions of our own text would say nothing to the user.
        findings += ClearDialect().check(ConfigDocument(file: "", bytes: bytes), delivery: .embedded).map {
            finding in
            var finding = finding
            finding.position = nil
            return finding
        }
    }
}

extension CloudConfig {
    /// The pair of a key at the top.
    func pair(_ key: String) -> YAMLPair? {
        pairs.first { $0.key == key }
    }
}
