import Provisioning
import Recipes

/// What the schema allows and the node makes something else of.
enum CloudInitTraps {
    static func findings(_ config: PyYAMLValue) -> [CheckFinding] {
        users(config) + files(config) + diskless(config)
    }

    /// The names in `users`, and whether the system's own user is among them.
    private static func users(_ config: PyYAMLValue) -> [CheckFinding] {
        guard let keys = config.pair("ssh_authorized_keys"), let users = config.pair("users"),
            config["user"] == nil, let items = users.value.items
        else { return [] }
        let hasDefault = items.contains { item in
            item.text?.split(separator: ",").contains { $0 == "default" || $0 == " default" } == true
                || item["name"]?.text == "default" || item["default"]?.bool == true
        }
        guard !hasDefault else { return [] }
        return [
            CheckFinding(
                CloudInitTrapRules.noDefaultUser, at: keys.key.position,
                "\"ssh_authorized_keys\" goes to the system's own user, and \"users\" leaves that one out")
        ]
    }

    private static func files(_ config: PyYAMLValue) -> [CheckFinding] {
        let made = Set((config["users"]?.items ?? []).compactMap { $0["name"]?.text ?? $0.text })
        var found: [CheckFinding] = []
        for (index, item) in (config["write_files"]?.items ?? []).enumerated() {
            let place = "write_files[\(index)]"
            if let path = item.pair("path"), let text = path.value.text {
                found += pathFindings(text, path, place)
            }
            if let owner = item.pair("owner"), let text = owner.value.text {
                let name = String(text.prefix { $0 != ":" })
                if made.contains(name), item["defer"]?.bool != true {
                    found.append(
                        CheckFinding(
                            CloudInitTrapRules.earlyOwner, at: owner.valuePosition,
                            "\"\(place).owner\": the user \"\(name)\" does not exist yet when files are written"
                        ))
                }
            }
            if let mode = item.pair("permissions"), let text = mode.value.text, !isOctal(text) {
                found.append(
                    CheckFinding(
                        CloudInitTrapRules.permissionsForm, at: mode.valuePosition,
                        "\"\(place).permissions\" are no octal digits: \"\(text)\""))
            }
            if let encoding = item["encoding"]?.text,
                encoding.hasSuffix("b64") || encoding.hasSuffix("base64"),
                let content = item.pair("content"), let text = content.value.text, !PyYAML.isBase64(text)
            {
                found.append(
                    CheckFinding(
                        CloudInitTrapRules.base64, at: content.valuePosition,
                        "\"\(place).content\" is no base64"))
            }
        }
        return found
    }

    private static func pathFindings(_ path: String, _ pair: PyYAMLPair, _ place: String) -> [CheckFinding] {
        if path.isEmpty {
            return [
                CheckFinding(
                    CloudInitTrapRules.emptyPath, at: pair.valuePosition, "\"\(place).path\" is empty")
            ]
        }
        if !path.hasPrefix("/") {
            return [
                CheckFinding(
                    CloudInitTrapRules.relativePath, at: pair.valuePosition,
                    "\"\(place).path\" is relative: \"\(path)\"")
            ]
        }
        if path.hasPrefix("/tmp/") {
            return [
                CheckFinding(
                    CloudInitTrapRules.temporaryPath, at: pair.valuePosition,
                    "\"\(place).path\" lies in /tmp: \"\(path)\"")
            ]
        }
        return []
    }

    /// Python's `int(text, 8)`, which takes `0o644` too.
    private static func isOctal(_ text: String) -> Bool {
        let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
        return !digits.isEmpty && digits.allSatisfy { ("0"..."7").contains($0) }
    }

    /// What a node that boots from RAM does at each boot, since it has no memory of having done it.
    private static func diskless(_ config: PyYAMLValue) -> [CheckFinding] {
        var found: [CheckFinding] = []
        if let pair = config.pair("power_state"), pair.value["mode"] != nil,
            pair.value["condition"]?.bool != false
        {
            found.append(
                CheckFinding(
                    CloudInitTrapRules.powerState, at: pair.key.position,
                    "\"power_state\" ends every boot of a diskless node"))
        }
        for (index, item) in (config["fs_setup"]?.items ?? []).enumerated() {
            guard let pair = item.pair("overwrite"), pair.value.bool == true else { continue }
            found.append(overwrite("fs_setup[\(index)]", pair))
        }
        for disk in config["disk_setup"]?.pairs ?? [] {
            guard let pair = disk.value.pair("overwrite"), pair.value.bool == true else { continue }
            found.append(overwrite("disk_setup.\(disk.name ?? "")", pair))
        }
        return found
    }

    private static func overwrite(_ place: String, _ pair: PyYAMLPair) -> CheckFinding {
        CheckFinding(
            CloudInitTrapRules.overwrite, at: pair.key.position,
            "\"\(place).overwrite\" makes the file system anew at every boot")
    }
}

extension PyYAMLValue {
    /// The pair of a key of a map.
    func pair(_ key: String) -> PyYAMLPair? {
        pairs?.first { $0.name == key }
    }
}
