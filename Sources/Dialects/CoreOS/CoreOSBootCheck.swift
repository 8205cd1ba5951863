import Provisioning
import Recipes

/// What the validator does not see: the apply stage (initialize/config.go) and systemd after it.
enum CoreOSBootCheck {
    static func check(
        _ tree: CoreOSNode, _ source: YAMLNode?, _ document: ConfigDocument, into report: inout CoreOSReport
    ) {
        if let source, source.pairs == nil, !source.isNull {
            report.add(
                CheckFinding(
                    CoreOSBootRules.listAtTop, at: source.position, "the document is \(source.described)"))
        }
        let hosts = tree.child("manage_etc_hosts")
        if let text = hosts.text, !text.isEmpty, text != "localhost" {
            report.add(
                CheckFinding(
                    CoreOSBootRules.manageEtcHosts, at: hosts.position,
                    "manage_etc_hosts: \(text) is not localhost"))
        }
        for file in tree.child("write_files").children where file.value == .map { check(file: file, &report) }
        check(keys: tree.child("ssh_authorized_keys"), &report)
        for user in tree.child("users").children where user.value == .map {
            if (user.child("name").text ?? "").isEmpty {
                report.add(
                    CheckFinding(CoreOSBootRules.namelessUser, at: user.position, "this user has no name"))
            }
            check(keys: user.child("ssh_authorized_keys"), &report)
        }
        for unit in tree.child("coreos").child("units").children where unit.value == .map {
            check(unit: unit, &report)
        }
        if let source { checkDuplicates(source, path: "", &report) }
        checkText(document, &report)
    }

    private static func check(file: CoreOSNode, _ report: inout CoreOSReport) {
        let path = file.child("path")
        if GoText.cleaned("/" + (path.text ?? "")) == "/" {
            report.add(
                CheckFinding(
                    CoreOSBootRules.fileWithoutPath, at: path.position ?? file.position,
                    "this file has no path"))
        }
        let permissions = file.child("permissions")
        guard let text = permissions.text, let mode = GoYAMLNumber.octal(text, bits: 32) else { return }
        if mode & 0o7000 != 0, mode & ~0o7777 == 0, mode >= 0 {
            report.add(
                CheckFinding(
                    CoreOSBootRules.specialBits, at: permissions.position,
                    "of the permissions \(text) only the last three digits are set"))
        }
        // 420 is 0644 and 493 is 0755 in decimal: what somebody who knows Ignition writes.
        if ["256", "288", "292", "384", "416", "420", "436", "438", "448", "488", "493", "509", "511"]
            .contains(text)
        {
            report.add(
                CheckFinding(
                    CoreOSBootRules.decimalPermissions, at: permissions.position,
                    "permissions \(text) are read as octal digits"))
        }
    }

    private static func check(keys: CoreOSNode, _ report: inout CoreOSReport) {
        for key in keys.children {
            guard let text = key.text, let fault = AuthorizedKey.fault(text) else { continue }
            report.add(
                CheckFinding(
                    CoreOSBootRules.publicKey, at: key.position, "this is no SSH public key: \(fault)"))
        }
    }

    private static let suffixes = [
        ".service", ".socket", ".target", ".timer", ".path", ".mount", ".automount", ".swap", ".slice",
        ".scope",
        ".device", ".network", ".netdev", ".link",
    ]

    private static func check(unit: CoreOSNode, _ report: inout CoreOSReport) {
        let name = unit.child("name")
        guard let text = name.text, !text.isEmpty else {
            report.add(CheckFinding(CoreOSBootRules.namelessUnit, at: unit.position, "this unit has no name"))
            return
        }
        guard let suffix = suffixes.first(where: text.hasSuffix) else {
            report.add(
                CheckFinding(
                    CoreOSBootRules.unitSuffix, at: name.position, "systemd does not know units like \(text)")
            )
            return
        }
        let isNetwork = [".network", ".netdev", ".link"].contains(suffix)
        let content = unit.child("content").text ?? ""
        if !isNetwork, unit.child("enable").value == .bool(true), !content.isEmpty,
            !content.contains("[Install]"),
            (unit.child("command").text ?? "").isEmpty
        {
            report.add(
                CheckFinding(
                    CoreOSBootRules.neverStarted, at: unit.child("enable").position,
                    "\(text) is enabled, and has no [Install] section"))
        }
    }

    private static func checkDuplicates(_ node: YAMLNode, path: String, _ report: inout CoreOSReport) {
        if node.isAlias { return }
        var seen: Set<String> = []
        for pair in node.pairs ?? [] {
            if pair.key != "<<", !seen.insert(pair.key).inserted {
                report.add(
                    CheckFinding(
                        CoreOSBootRules.duplicateKey, at: pair.keyPosition,
                        "\"\(pair.key)\" is there more than once"))
            }
            checkDuplicates(pair.value, path: pair.key, &report)
        }
        for item in node.items ?? [] { checkDuplicates(item, path: path, &report) }
    }

    private static let substitutions = ["$private_ipv4", "$public_ipv4", "$private_ipv6", "$public_ipv6"]

    /// Line by line: further documents, and texts that are replaced before YAML is parsed.
    private static func checkText(_ document: ConfigDocument, _ report: inout CoreOSReport) {
        let lines = document.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        var hasContent = false
        for (index, bytes) in lines.enumerated() {
            let line = String(decoding: bytes, as: UTF8.self)
            func place(_ column: Int) -> SourcePosition {
                SourcePosition(file: document.file, line: index + 1 + document.lineOffset, column: column)
            }
            let isStart = line.hasPrefix("---") && line.dropFirst(3).first.map(\.isWhitespace) != false
            if isStart, hasContent {
                report.add(
                    CheckFinding(
                        CoreOSBootRules.secondDocument, at: place(1),
                        "what follows is a second document: ignored"))
                return
            }
            if isStart || !(bytes.isEmpty || line.hasPrefix("#") || line.hasPrefix("%")) { hasContent = true }
            for name in substitutions {
                guard let range = line.firstRange(of: name) else { continue }
                let before = line[..<range.lowerBound]
                if before.hasSuffix("\\") { continue }
                report.add(
                    CheckFinding(
                        CoreOSBootRules.substitution, at: place(before.count + 1),
                        "\(name) is replaced by what the platform says, or by nothing"))
            }
        }
    }
}
