import Provisioning

extension ThirdGeneration {
    mutating func checkNode(_ node: ConfigObject, at path: ConfigPath) {
        checkPath(node.text("path"), at: path + "path")
        if let mode = node.whole("mode"), node.type != .link {
            if !(0...0o7777).contains(mode) { report.add(FileRules.modeRange, at: path + "mode", "\(mode)") }
            // The bits are looked at in 32 of the number's 64 bits, whatever the number is.
            if minor < 6, UInt32(truncatingIfNeeded: mode) & 0o7000 != 0 {
                let octal = "0" + String(UInt32(truncatingIfNeeded: mode), radix: 8)
                report.add(FileRules.modeSpecialBits, at: path + "mode", "\(mode) is \(octal)")
            }
        }
        if node.type == .file, node.isTrue("overwrite"), !node.object("contents", .resource).has("source") {
            report.add(FileRules.overwriteWithoutSource, at: path + "overwrite")
        }
    }

    /// Files that would be written over units.
    mutating func checkUnitPaths(_ config: ConfigObject) {
        // This check came with 2.15.0.
        guard specs.program >= 15 else { return }
        var taken: Set<[UInt8]> = []
        for unit in config.object("systemd", .systemd).objects("units") {
            let file = "/etc/systemd/system/" + unit.text("name")
            if !unit.text("contents").isEmpty { taken.insert(Array(file.utf8)) }
            for dropin in unit.objects("dropins") where !dropin.text("contents").isEmpty {
                taken.insert(Array((file + ".d/" + dropin.text("name")).utf8))
            }
        }
        let storage = config.object("storage", .storage)
        for list in ["files", "directories", "links"] {
            for (index, node) in storage.objects(list).enumerated()
            where taken.contains(Array(node.text("path").utf8)) {
                report.add(FileRules.pathOfUnit, at: ConfigPath() + "storage" + list + index + "path")
            }
        }
    }

    mutating func checkStorage(_ storage: ConfigObject, at path: ConfigPath) {
        let links = storage.objects("links")
        for list in ["directories", "files", "links"] {
            for (index, node) in storage.objects(list).enumerated() {
                for link in links where GoPath.begins(node.text("path"), with: link.text("path") + "/") {
                    report.add(FileRules.pathBelowLink, at: path + list + index, "\"\(link.text("path"))\"")
                }
            }
        }
        for (index, link) in links.enumerated() { checkLink(link, storage, at: path + "links" + index) }
        checkFilesystemDevices(storage, at: path)
    }

    private mutating func checkLink(_ link: ConfigObject, _ storage: ConfigObject, at path: ConfigPath) {
        if minor >= 3, link.text("target").isEmpty {
            report.add(FileRules.linkTarget, at: path + "target")
            return
        }
        guard link.isTrue("hard") else { return }
        let text = link.text("target")
        var target = GoPath.clean(text)
        if !GoPath.isAbsolute(target) { target = GoPath.join(link.text("path"), text) }
        for directory in storage.objects("directories") where GoPath.equal(target, directory.text("path")) {
            report.add(FileRules.hardLinkToDirectory, at: path)
        }
        guard specs.program >= 15 else { return }
        for (owner, type) in [("user", IgnitionType.nodeUser), ("group", .nodeGroup)] {
            for name in ["id", "name"] where link.object(owner, type).has(name) {
                report.add(FileRules.hardLinkOwner, at: path + owner + name)
            }
        }
    }
}
