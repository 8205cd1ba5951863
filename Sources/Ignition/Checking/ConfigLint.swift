import Provisioning

/// What goes wrong on the node though Ignition's own check says nothing.
struct ConfigLint {
    private var report: ConfigReport

    private init(_ report: ConfigReport) {
        self.report = report
    }

    static func check(_ config: ConfigObject, _ report: inout ConfigReport) {
        var lint = ConfigLint(report)
        lint.checkNames(report.root, at: ConfigPath())
        lint.checkFiles(config.object("storage", .storage))
        lint.checkUsers(config.object("passwd", .passwd))
        lint.checkUnits(config)
        let timeouts = config.object("ignition", .ignition).object("timeouts", .timeouts)
        for name in ["httpResponseHeaders", "httpTotal"] where (timeouts.whole(name) ?? 0) < 0 {
            lint.report.add(ResourceRules.negativeTimeout, at: ConfigPath() + "ignition" + "timeouts" + name)
        }
        report = lint.report
    }

    private mutating func checkNames(_ node: JSONNode, at path: ConfigPath) {
        var seen: Set<String> = []
        for member in node.members ?? [] {
            if !seen.insert(member.name).inserted {
                report.add(
                    DocumentRules.duplicateName, named: (path + member.name).description,
                    at: member.namePosition)
            }
            checkNames(member.value, at: path + member.name)
        }
        for (index, item) in (node.items ?? []).enumerated() { checkNames(item, at: path + index) }
    }

    private mutating func checkFiles(_ storage: ConfigObject) {
        let files = storage.objects("files")
        for list in ["files", "links", "directories"] {
            for (index, node) in storage.objects(list).enumerated() {
                let path = ConfigPath() + "storage" + list + index
                if list != "directories", node.text("path") == "/" {
                    report.add(FileRules.pathRoot, at: path + "path")
                }
                let isBelow = files.first {
                    !$0.text("path").isEmpty && GoPath.begins(node.text("path"), with: $0.text("path") + "/")
                }
                if let upper = isBelow, upper.text("path") != "/" {
                    report.add(FileRules.fileBelowFile, at: path + "path", "\"\(upper.text("path"))\"")
                }
                checkMode(node, at: path)
            }
        }
        for (index, file) in files.enumerated() {
            checkContents(
                file.object("contents", .resource),
                at: ConfigPath() + "storage" + "files" + index + "contents")
        }
    }

    /// 644, 755 and their like are what people write who mean an octal number.
    private mutating func checkMode(_ node: ConfigObject, at path: ConfigPath) {
        let usual = [
            400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664, 666, 700, 711, 750, 755, 770, 775, 777,
            1777,
            2755, 4755,
        ]
        if let mode = node.whole("mode"), usual.contains(mode) {
            report.add(FileRules.modeLooksOctal, at: path + "mode", "\(mode) is 0\(String(mode, radix: 8))")
        }
    }

    /// What is claimed of contents that the configuration holds itself.
    private mutating func checkContents(_ contents: ConfigObject, at path: ConfigPath) {
        guard let bytes = DataURL.decode(contents.text("source")) else { return }
        // A gzip stream begins with these two bytes (RFC 1952, 2.3.1).
        if contents.text("compression") == "gzip", !bytes.starts(with: [0x1f, 0x8b]) {
            report.add(ResourceRules.notGzip, at: path + "compression")
        }
        let parts = contents.object("verification", .verification).text("hash")
            .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, bytes.count <= Self.mostHashed,
            let digest = SHA2.digest(bytes, function: parts[0]), digest.utf8.count == parts[1].utf8.count
        else { return }
        if digest != parts[1].lowercased() {
            report.add(
                ResourceRules.hashMismatch, at: path + "verification" + "hash", "it is \(parts[0])-\(digest)")
        }
    }

    /// Larger contents are not hashed: configurations of that size do not hold them as text.
    private static let mostHashed = 1 << 20

    private mutating func checkUsers(_ passwd: ConfigObject) {
        for list in ["users", "groups"] {
            for (index, account) in passwd.objects(list).enumerated() {
                let path = ConfigPath() + "passwd" + list + index
                if account.text("name").isEmpty { report.add(UnitRules.userName, at: path) }
                for (number, key) in account.texts("sshAuthorizedKeys").enumerated() {
                    if let fault = AuthorizedKey.fault(key) {
                        report.add(UnitRules.authorizedKey, at: path + "sshAuthorizedKeys" + number, fault)
                    }
                }
            }
        }
    }

    private mutating func checkUnits(_ config: ConfigObject) {
        for (section, type) in [("systemd", IgnitionType.systemd), ("networkd", .networkd)] {
            for (index, unit) in config.object(section, type).objects("units").enumerated()
            where unit.text("name").utf8.contains(UInt8(ascii: "/")) {
                report.add(UnitRules.nameSlash, at: ConfigPath() + section + "units" + index + "name")
            }
        }
    }
}
