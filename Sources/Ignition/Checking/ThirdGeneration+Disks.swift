import Provisioning

extension ThirdGeneration {
    mutating func checkDisk(_ disk: ConfigObject, at path: ConfigPath) {
        guard !disk.text("device").isEmpty else {
            report.add(DiskRules.deviceMissing, at: path + "device")
            return
        }
        checkPath(disk.text("device"), at: path + "device")
        let partitions = disk.objects("partitions")
        if let index = SharedChecks.takenNumber(partitions) {
            report.add(DiskRules.numberTaken, at: path + "partitions" + index)
        }
        if let index = SharedChecks.overlap(partitions, start: "startMiB", size: "sizeMiB", isByValue: false)
        {
            report.add(DiskRules.overlap, at: path + "partitions" + index)
        }
        // Given up after 2.26.0.
        if specs.program <= 26, SharedChecks.mixesZeroAndAbsent(partitions) {
            report.add(DiskRules.zeroWithAbsent, at: path + "partitions")
        }
        var labels: Set<[UInt8]> = []
        for (index, partition) in partitions.enumerated() {
            guard let label = partition.optionalText("label"), !labels.insert(Array(label.utf8)).inserted
            else {
                continue
            }
            report.add(DiskRules.labelTaken, at: path + "partitions" + index, "\"\(label)\"")
            break
        }
    }

    mutating func checkPartition(_ partition: ConfigObject, at path: ConfigPath) {
        let hasValues =
            partition.has("label") || !partition.text("typeGuid").isEmpty || !partition.text("guid").isEmpty
            || partition.has("startMiB") || partition.has("sizeMiB")
        if partition.isFalse("shouldExist"), hasValues { report.add(DiskRules.absentWithValues, at: path) }
        if (partition.whole("number") ?? 0) == 0, !partition.has("label") {
            report.add(DiskRules.partitionUnnamed, at: path)
        }
        let label = partition.text("label")
        if label.utf8.count > 36 {
            report.add(DiskRules.labelLong, at: path + "label", "\"\(label)\"")
        } else if label.utf8.contains(UInt8(ascii: ":")) {
            report.add(DiskRules.labelColon, at: path + "label", "\"\(label)\"")
        }
        for name in ["guid", "typeGuid"] where !SharedChecks.isGUID(partition.text(name)) {
            report.add(DiskRules.guid, at: path + name, "\"\(partition.text(name))\"")
        }
    }

    mutating func checkRaid(_ raid: ConfigObject, at path: ConfigPath) {
        let level = raid.text("level")
        add(
            SharedChecks.raidFault(level: level, spares: raid.whole("spares") ?? 0), at: path + "level",
            level.isEmpty ? nil : "\"\(level)\"")
        let devices = raid.texts("devices")
        if devices.isEmpty { report.add(DiskRules.raidDevices, at: path + "devices") }
        for (index, device) in devices.enumerated() { checkPath(device, at: path + "devices" + index) }
    }

    mutating func checkFilesystem(_ filesystem: ConfigObject, at path: ConfigPath) {
        let format = filesystem.text("format")
        let label = filesystem.text("label")
        if !filesystem.text("path").isEmpty { checkPath(filesystem.text("path"), at: path + "path") }
        let isVirtual = minor >= 7 && format == "virtiofs"
        if isVirtual {
            checkVirtiofs(filesystem, at: path)
        } else {
            checkPath(filesystem.text("device"), at: path + "device")
        }
        if format.isEmpty {
            let hasMore =
                ["path", "label", "uuid"].contains { !filesystem.text($0).isEmpty }
                || filesystem.isTrue("wipeFilesystem") || !filesystem.list("options").isEmpty
                || !filesystem.list("mountOptions").isEmpty
            if hasMore { report.add(DiskRules.formatMissing, at: path + "format") }
            if !label.isEmpty { report.add(DiskRules.formatMissing, at: path + "label") }
        } else if !["ext4", "btrfs", "xfs", "swap", "vfat"].contains(format), !isVirtual,
            !(minor >= 3 && format == "none")
        {
            report.add(DiskRules.format, at: path + "format", "\"\(format)\"")
        }
        if SharedChecks.isLabelTooLong(label, format: format) {
            report.add(DiskRules.filesystemLabel, at: path + "label", "\"\(label)\"")
        }
    }

    private mutating func checkVirtiofs(_ filesystem: ConfigObject, at path: ConfigPath) {
        let device = filesystem.text("device")
        if device.isEmpty { report.add(DiskRules.deviceMissing, at: path + "device") }
        if device.utf8.count > 36 { report.add(DiskRules.virtiofs, at: path + "device") }
        for name in ["uuid", "label"] where !filesystem.text(name).isEmpty {
            report.add(DiskRules.virtiofs, at: path + name)
        }
        if filesystem.isTrue("wipeFilesystem") { report.add(DiskRules.virtiofs, at: path + "wipeFilesystem") }
        if !filesystem.list("options").isEmpty { report.add(DiskRules.virtiofs, at: path + "options") }
    }

    /// File systems on disks that are partitioned or wiped.
    mutating func checkFilesystemDevices(_ storage: ConfigObject, at path: ConfigPath) {
        guard specs.program >= 15 else { return }
        var disks: [[UInt8]: ConfigObject] = [:]
        for disk in storage.objects("disks") { disks[Array(disk.text("device").utf8)] = disk }
        for (index, filesystem) in storage.objects("filesystems").enumerated() {
            guard let disk = disks[Array(filesystem.text("device").utf8)] else { continue }
            let place = path + "filesystems" + index + "device"
            if !disk.list("partitions").isEmpty {
                report.add(DiskRules.onPartitioned, at: place)
            } else if !filesystem.isTrue("wipeFilesystem"), disk.isTrue("wipeTable") {
                report.add(DiskRules.implicitWipe, at: place)
            }
        }
    }
}
