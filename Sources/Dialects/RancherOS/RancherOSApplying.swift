import Encodings
import Provisioning
import Recipes

/// What goes wrong when `cloud-init-execute` carries a loaded configuration out.
struct RancherOSApplying {
    let version: RancherOSVersion

    func findings(_ root: CandiedNode) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        for (index, file) in (root["write_files"]?.items ?? []).enumerated()
        where file.pairs != nil || (file.items == nil && text(file).isEmpty) {
            findings += self.file(file, "write_files[\(index)]")
        }
        for (index, mount) in (root["mounts"]?.items ?? []).enumerated() {
            if let finding = self.mount(mount, "mounts[\(index)]") { findings.append(finding) }
        }
        for (index, command) in (root["runcmd"]?.items ?? []).enumerated() {
            guard let items = command.items, items.count == 1, let text = items[0].string,
                text.contains(" ")
            else { continue }
            findings.append(
                CheckFinding(
                    RancherOSRules.commandSplit, at: items[0].position ?? command.position,
                    "\"runcmd[\(index)]\" runs a program named \"\(text)\"",
                    hint: "leave the brackets out, or write each word as an item"))
        }
        for (index, key) in (root["ssh_authorized_keys"]?.items ?? []).enumerated()
        where key.isNull || key.string == "" {
            findings.append(
                CheckFinding(
                    RancherOSRules.keyEmpty, at: key.position, "\"ssh_authorized_keys[\(index)]\" is empty"))
        }
        return findings
    }

    private func file(_ file: CandiedNode, _ name: String) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        let path = text(file.field("path"))
        if isRoot(path) {
            findings.append(
                CheckFinding(
                    RancherOSRules.filePath, at: file.field("path")?.position ?? file.position,
                    "\"\(name)\" names no \"path\"; it is not written"))
        }
        if let finding = encoding(file, name) { findings.append(finding) }
        if let permissions = file.field("permissions"), let finding = self.permissions(permissions, name) {
            findings.append(finding)
        }
        return findings
    }

    /// True where the path is the root folder once `.` and `..` are resolved, as it is without a path.
    private func isRoot(_ path: String) -> Bool {
        var depth = 0
        for part in path.split(separator: "/") where part != "." {
            depth = part == ".." ? max(0, depth - 1) : depth + 1
        }
        return depth == 0
    }

    private func encoding(_ file: CandiedNode, _ name: String) -> CheckFinding? {
        guard let node = file.field("encoding") else { return nil }
        let encoding = text(node)
        guard !encoding.isEmpty else { return nil }
        guard version.decodesFiles else {
            return CheckFinding(
                RancherOSRules.fileEncodingOld, at: node.position,
                "RancherOS \(version.text) writes no file with an encoding")
        }
        let content = text(file.field("content"))
        let place = file.field("content")?.position ?? file.position
        switch encoding {
        case "b64", "base64":
            guard Base64.decode(content.utf8, ignoring: .lineEnds) == nil else { return nil }
            return notBase64(name, at: place)
        case "gz", "gzip":
            guard !GzipHeader.isValid(Array(content.utf8)) else { return nil }
            return CheckFinding(
                RancherOSRules.fileNotGzip, at: place,
                "\"\(name).content\" is not gzip; the file is not written", hint: "use gz+b64")
        case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64":
            guard let bytes = Base64.decode(content.utf8, ignoring: .lineEnds) else {
                return notBase64(name, at: place)
            }
            guard !GzipHeader.isValid(bytes) else { return nil }
            return CheckFinding(
                RancherOSRules.fileNotGzip, at: place,
                "\"\(name).content\" is base64 but no gzip; the file is not written", hint: "use b64")
        default:
            return CheckFinding(
                RancherOSRules.fileEncoding, at: node.position,
                "RancherOS does not know the encoding \"\(encoding)\" and skips the file without a word")
        }
    }

    private func notBase64(_ name: String, at place: SourcePosition?) -> CheckFinding {
        CheckFinding(
            RancherOSRules.fileNotBase64, at: place,
            "\"\(name).content\" is not base64; the file is skipped without a word")
    }

    private func permissions(_ node: CandiedNode, _ name: String) -> CheckFinding? {
        let text = self.text(node)
        guard !text.isEmpty else { return nil }
        guard let mode = GoYAMLNumber.octal(text, bits: 32) else {
            return CheckFinding(
                RancherOSRules.filePermissions, at: node.position,
                "\"\(name).permissions\" must be octal digits; found \"\(text)\"; the file is not written")
        }
        // What follows 0777 are other bits in Go than in a mode of Unix.
        guard mode < 0 || mode > 0o777 else { return nil }
        return CheckFinding(
            RancherOSRules.filePermissionsBits, at: node.position,
            "\"\(name).permissions\" \"\(text)\" has bits that are lost")
    }

    private func mount(_ mount: CandiedNode, _ name: String) -> CheckFinding? {
        let count = mount.items?.count ?? 0
        // A text here is another rule's: the file is not even loaded.
        guard mount.items != nil || mount.isNull || CandiedScalar.nullWords.contains(mount.string ?? "")
        else {
            return nil
        }
        if count == 4 { return nil }
        if count > 4 {
            return CheckFinding(
                RancherOSRules.mountFieldsMany, at: mount.position,
                "\"\(name)\" has \(count) fields; the first four are used")
        }
        if count == 3, text(mount.items?[2]) == "swap" {
            return CheckFinding(
                RancherOSRules.mountFieldsSwap, at: mount.position, "\"\(name)\" has 3 fields")
        }
        return CheckFinding(
            RancherOSRules.mountFieldsFew, at: mount.position,
            "\"\(name)\" has \(count) fields instead of 4; the program crashes, and neither later mounts nor runcmd "
                + "are carried out")
    }

    /// The text that a field of type string gets.
    private func text(_ node: CandiedNode?) -> String {
        guard let node, !node.isNull else { return "" }
        let text = CandiedText.written(node.value) ?? ""
        return CandiedScalar.nullWords.contains(text) ? "" : text
    }
}
