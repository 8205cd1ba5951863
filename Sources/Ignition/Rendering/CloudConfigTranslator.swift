import Provisioning
import Recipes

/// Translates a cloud-config, key by key, to a draft of an Ignition configuration.
struct CloudConfigTranslator {
    let version: IgnitionVersion
    var draft = IgnitionDraft()
    var findings: [CheckFinding] = []

    init(_ version: IgnitionVersion) {
        self.version = version
    }

    /// The default user of every system that reads Ignition.
    static let defaultUser = "core"

    mutating func translate(_ config: CloudConfig) {
        for pair in config.pairs {
            // coreos-cloudinit takes hyphens and underscores for the same.
            let name = Self.normalized(pair.key)
            if pair.value.isNull {
                add(TranslationRules.noEffect, at: pair.keyPosition, "\"\(pair.key)\" is empty")
                continue
            }
            switch name {
            case "hostname", "fqdn": addHostname(pair, isFallback: name == "fqdn", config)
            case "ssh_authorized_keys": addKeys(pair.value, to: Self.defaultUser, name: pair.key)
            case "users": addUsers(pair.value)
            case "groups": addGroups(pair.value)
            case "write_files": addFiles(pair.value)
            case "runcmd": draft.commands += commands(pair.value, name: name)
            case "bootcmd": draft.earlyCommands += commands(pair.value, name: name)
            case "mounts": addMounts(pair.value)
            case "timezone": addTimeZone(pair.value)
            case "coreos": addCoreOS(pair.value)
            case "packages", "package_upgrade", "package_update", "package_reboot_if_required", "apt",
                "yum_repos",
                "snap":
                add(TranslationRules.packages, at: pair.keyPosition, "\"\(pair.key)\"")
            case "preserve_hostname", "manage_etc_hosts", "final_message", "output", "ssh_deletekeys",
                "growpart",
                "resize_rootfs", "disable_root", "ssh_pwauth", "prefer_fqdn_over_hostname", "merge_how":
                add(TranslationRules.noEffect, at: pair.keyPosition, "\"\(pair.key)\"")
            default:
                add(TranslationRules.key, at: pair.keyPosition ?? pair.value.position, "\"\(pair.key)\"")
            }
        }
        checkGroups(config)
    }

    static func normalized(_ key: String) -> String {
        String(key.map { $0 == "-" ? "_" : $0 })
    }

    mutating func add(
        _ rule: CheckRule, at position: SourcePosition?, _ detail: String, hint: String? = nil
    ) {
        let message = ConfigReport.printable("\(rule.summary): \(detail)")
        findings.append(CheckFinding(rule, at: position, message, hint: hint))
    }

    /// The items of a list; tells of anything else.
    mutating func items(_ node: YAMLNode, _ name: String) -> [YAMLNode] {
        if let items = node.items { return items }
        add(TranslationRules.value, at: node.position, "\"\(name)\" must be a list; found \(node.described)")
        return []
    }

    /// A truth value as YAML 1.1 has them; nil, and told, where it is none.
    mutating func flag(_ pair: YAMLPair) -> Bool? {
        if let value = pair.value.bool { return value }
        // Many write them in quotes.
        if let text = pair.value.text, let value = YAMLNode(.scalar(text, plain: true)).bool { return value }
        add(
            TranslationRules.value, at: pair.value.position,
            "\"\(pair.key)\" must be true or false; found \(pair.value.described)")
        return nil
    }

    /// The same for a key of a map that may be absent.
    mutating func flag(_ node: YAMLNode, _ key: String) -> Bool {
        guard let pair = node.pairs?.first(where: { $0.key == key }), !pair.value.isNull else { return false }
        return flag(pair) ?? false
    }

    private mutating func addHostname(_ pair: YAMLPair, isFallback: Bool, _ config: CloudConfig) {
        if isFallback, config["hostname"] != nil {
            add(TranslationRules.noEffect, at: pair.keyPosition, "\"fqdn\" beside \"hostname\"")
            return
        }
        // Linux's HOST_NAME_MAX is 64.
        guard let name = pair.value.text, (1...64).contains(name.utf8.count),
            name.utf8.allSatisfy({
                GoEscapes.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }),
            !name.hasPrefix("-"), !name.hasPrefix(".")
        else {
            add(
                TranslationRules.value, at: pair.value.position, "\(pair.value.described) is no host name",
                hint: "letters, digits, hyphens and dots; at most 64 characters")
            return
        }
        put(DraftFile("/etc/hostname", Array((name + "\n").utf8), origin: pair.value.position))
    }

    private mutating func addTimeZone(_ node: YAMLNode) {
        let allowed = { (byte: UInt8) in GoEscapes.isAlphanumeric(byte) || "_+-/".utf8.contains(byte) }
        guard let zone = node.text, !zone.isEmpty, zone.utf8.allSatisfy(allowed), !zone.hasPrefix("/") else {
            add(
                TranslationRules.value, at: node.position, "\(node.described) is no time zone",
                hint: "Europe/Berlin")
            return
        }
        draft.links.append(("/etc/localtime", "../usr/share/zoneinfo/" + zone))
    }

    /// A text is a line of the script, a list is a program and its arguments, as cloud-init has it.
    private mutating func commands(_ node: YAMLNode, name: String) -> [String] {
        var lines: [String] = []
        for item in items(node, name) {
            if let text = item.text, !item.isNull {
                lines.append(text)
            } else if let words = item.items?.compactMap(\.text), words.count == item.items?.count,
                !words.isEmpty
            {
                lines.append(words.map(ShellQuoting.quote).joined(separator: " "))
            } else {
                add(
                    TranslationRules.value, at: item.position,
                    "an item of \"\(name)\" must be a text or a list of texts; found \(item.described)",
                    hint: "quote a text that holds \": \"")
            }
        }
        return lines
    }

    private mutating func addMounts(_ node: YAMLNode) {
        for item in items(node, "mounts") {
            let fields = (item.items ?? []).map { $0.isNull ? "none" : $0.text ?? "" }
            // A mount point of none, given on purpose, takes a default mount away.
            if fields.count == 2, fields[1] == "none" { continue }
            guard let mount = MountUnit(fields) else {
                add(
                    TranslationRules.value, at: item.position,
                    "an item of \"mounts\" must be a list of device, mount point, type and options",
                    hint: "[/dev/vdb, /data, ext4, \"defaults,nofail\", \"0\", \"0\"]")
                continue
            }
            let isManual = fields.count > 3 && fields[3].split(separator: ",").contains("noauto")
            put(
                DraftUnit(name: mount.name, contents: mount.text, isEnabled: !isManual, origin: item.position)
            )
        }
    }
}
