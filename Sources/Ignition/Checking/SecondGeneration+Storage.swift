import Provisioning

extension SecondGeneration {
    /// Names of file systems that files refer to.
    mutating func checkFilesystemNames(_ config: ConfigObject) {
        let storage = config.object("storage", .storage)
        let path = ConfigPath() + "storage"
        var names: Set<[UInt8]> = [Array("root".utf8)]
        for (index, filesystem) in storage.objects("filesystems").enumerated() {
            let name = filesystem.text("name")
            if !names.insert(Array(name.utf8)).inserted {
                report.add(LegacyRules.filesystemShadowed, at: path + "filesystems" + index, "\"\(name)\"")
            }
        }
        for list in ["files", "links", "directories"] {
            for (index, node) in storage.objects(list).enumerated() {
                let name = node.text("filesystem")
                if !name.isEmpty, !names.contains(Array(name.utf8)) {
                    report.add(
                        LegacyRules.filesystemUnknown, at: path + list + index + "filesystem", "\"\(name)\"")
                }
            }
        }
    }

    mutating func checkNode(_ node: ConfigObject, at path: ConfigPath) {
        if node.text("filesystem").isEmpty {
            report.add(LegacyRules.filesystemMissing, at: path + "filesystem")
        }
        if let rule = SourceCheck.pathFault(node.text("path"), version) {
            report.add(rule, at: path + "path", "\"\(node.text("path"))\"")
        }
        guard node.type != .link else { return }
        let mode = node.whole("mode")
        if let mode, !(0...0o7777).contains(mode) {
            report.add(FileRules.modeRange, at: path + "mode", "\(mode)")
        }
        if mode == nil, minor >= 2 { report.add(LegacyRules.modeUnset, at: path) }
        if node.type == .file, node.isTrue("overwrite"), node.isTrue("append") {
            report.add(LegacyRules.appendAndOverwrite, at: path)
        }
    }

    mutating func checkDisk(_ disk: ConfigObject, at path: ConfigPath) {
        let device = disk.text("device")
        if device.isEmpty {
            report.add(DiskRules.deviceMissing, at: path + "device")
        } else if let rule = SourceCheck.pathFault(device, version) {
            report.add(rule, at: path + "device", "\"\(device)\"")
        }
        let partitions = disk.objects("partitions")
        let place = path + "partitions"
        if let index = SharedChecks.takenNumber(partitions) {
            report.add(DiskRules.numberTaken, at: place + index)
        }
        if let index = SharedChecks.overlap(partitions, start: "start", size: "size", isByValue: minor < 3) {
            report.add(DiskRules.overlap, at: place + index)
        }
        if let index = partitions.firstIndex(where: { (($0.whole("start") ?? 0) & 2047) != 0 }) {
            report.add(LegacyRules.misaligned, at: place + index)
        }
        if SharedChecks.mixesZeroAndAbsent(partitions) { report.add(DiskRules.zeroWithAbsent, at: place) }
        let hasSectors = partitions.contains { $0.has("size") || $0.has("start") }
        if minor >= 3, hasSectors, partitions.contains(where: { $0.has("sizeMiB") || $0.has("startMiB") }) {
            report.add(LegacyRules.unitsMixed, at: place)
        }
    }

    mutating func checkPartition(_ partition: ConfigObject, at path: ConfigPath) {
        let label = partition.text("label")
        if label.utf8.count > 36 { report.add(DiskRules.labelLong, at: path + "label", "\"\(label)\"") }
        if label.utf8.contains(UInt8(ascii: ":")) {
            report.add(LegacyRules.labelColon, at: path + "label", "\"\(label)\"")
        }
        for name in ["guid", "typeGuid"] where !SharedChecks.isGUID(partition.text(name)) {
            report.add(DiskRules.guid, at: path + name, "\"\(partition.text(name))\"")
        }
        guard minor >= 3 else { return }
        let hasSectors = partition.has("start") || partition.has("size")
        if hasSectors, partition.has("startMiB") || partition.has("sizeMiB") {
            report.add(LegacyRules.unitsMixed, at: path)
        }
        let hasValues =
            partition.has("label") || !partition.text("typeGuid").isEmpty || !partition.text("guid").isEmpty
            || hasSectors
        if partition.isFalse("shouldExist"), hasValues { report.add(DiskRules.absentWithValues, at: path) }
        for name in ["size", "start"] where partition.has(name) {
            report.add(LegacyRules.deprecated, at: path + name)
        }
    }

    mutating func checkFilesystem(_ filesystem: ConfigObject, at path: ConfigPath) {
        if filesystem.has("mount") == filesystem.has("path") { report.add(LegacyRules.mountOrPath, at: path) }
        if let text = filesystem.optionalText("path"), let rule = SourceCheck.pathFault(text, version) {
            report.add(rule, at: path + "path", "\"\(text)\"")
        }
        let mount = filesystem.object("mount", .mount)
        guard minor >= 1, mount.has("create") else { return }
        if mount.isTrue("wipeFilesystem") || !mount.list("options").isEmpty {
            report.add(LegacyRules.createMixed, at: path + "mount")
        }
        report.add(LegacyRules.deprecated, at: path + "mount" + "create")
    }

    mutating func checkMount(_ mount: ConfigObject, at path: ConfigPath) {
        let format = mount.text("format")
        let known = minor == 0 ? ["ext4", "btrfs", "xfs"] : ["ext4", "btrfs", "xfs", "swap", "vfat"]
        if !known.contains(format) { report.add(DiskRules.format, at: path + "format", "\"\(format)\"") }
        if let rule = SourceCheck.pathFault(mount.text("device"), version) {
            report.add(rule, at: path + "device", "\"\(mount.text("device"))\"")
        }
        if SharedChecks.isLabelTooLong(mount.text("label"), format: format) {
            report.add(DiskRules.filesystemLabel, at: path + "label", "\"\(mount.text("label"))\"")
        }
    }

    mutating func checkUser(_ user: ConfigObject, at path: ConfigPath) {
        guard minor >= 1, user.has("create") else { return }
        report.add(LegacyRules.deprecated, at: path + "create")
        for name in ["gecos", "homeDir", "primaryGroup", "shell"] where !user.text(name).isEmpty {
            report.add(LegacyRules.createMixed, at: path + name)
        }
        for name in ["noCreateHome", "noLogInit", "noUserGroup", "system"] where user.isTrue(name) {
            report.add(LegacyRules.createMixed, at: path + name)
        }
        if !user.list("groups").isEmpty { report.add(LegacyRules.createMixed, at: path + "groups") }
        if user.has("uid") { report.add(LegacyRules.createMixed, at: path + "uid") }
    }
}
