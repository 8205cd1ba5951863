import Provisioning

/// The checks of the variant fcos (config/fcos/v1_N/validate.go).
extension ButaneValidator {
    /// The disk that Fedora CoreOS boots from: its partitions are known.
    private static let bootDisk = "/dev/disk/by-id/coreos-boot-disk"

    mutating func checkDisks(_ config: ButaneNode) {
        let storage = config.object("storage")
        let mirrors = Set(config.object("boot_device").object("mirror").texts("devices"))
        for (index, disk) in storage.list("disks").enumerated() {
            let device = disk.text("device") ?? ""
            if device == Self.bootDisk || disk.isTrue("wipe_table") || mirrors.contains(device) { continue }
            for (number, partition) in disk.list("partitions").enumerated()
            where (partition.whole("number") ?? 0) == 0 && partition["label"] != nil {
                report.add(
                    ButaneDiskRules.reuseByLabel, at: partition.position,
                    "storage.disks.\(index).partitions.\(number) has a label and no number")
            }
        }
        for (index, system) in storage.list("filesystems").enumerated() {
            guard let path = system.text("path"), system.isTrue("with_mount_unit") else { continue }
            let first = path.split(separator: "/", omittingEmptySubsequences: false)
            guard first.count < 2 || first[0] != "" || !["etc", "var"].contains(first[1]) else { continue }
            report.add(
                ButaneDiskRules.mountPoint, at: system["path"]?.position,
                "storage.filesystems.\(index).path is \(path)")
        }
    }

    mutating func checkBootDevice(_ node: ButaneNode) {
        let (mirror, luks) = (node.object("mirror"), node.object("luks"))
        let layout = node.text("layout")
        let place = node["layout"]?.position ?? node.position
        if !mirror.list("devices").isEmpty, layout == nil {
            report.add(
                language.minor >= 7 ? ButaneDiskRules.mirrorLayoutMissing : ButaneDiskRules.mirrorLayout,
                at: mirror.position ?? node.position, "boot_device has a mirror and no layout")
        }
        if let layout { checkLayout(layout, mirror, luks, node) }
        guard language.minor >= 6, luks.object("cex").isTrue("enabled") else { return }
        if layout?.hasPrefix("s390x") != true {
            report.add(ButaneDiskRules.cex, at: place, "boot_device.luks.cex needs a layout of s390x")
        }
        if !luks.list("tang").isEmpty || luks.isTrue("tpm2") {
            report.add(ButaneDiskRules.cex, at: luks.position, "boot_device.luks has cex beside tang or tpm2")
        }
    }

    private mutating func checkLayout(
        _ layout: String, _ mirror: ButaneNode, _ luks: ButaneNode, _ node: ButaneNode
    ) {
        let place = node["layout"]?.position
        switch layout {
        case "aarch64", "ppc64le", "x86_64": break
        case "s390x-virt" where language.minor >= 6: break
        case "s390x-eckd" where language.minor >= 6, "s390x-zfcp" where language.minor >= 6:
            let device = luks.text("device") ?? ""
            let name = layout == "s390x-eckd" ? "/dev/dasd" : "/dev/sd"
            // The program's expression is open at its beginning.
            let letter = device.unicodeScalars.last
            if letter.map({ ("a"..."z").contains($0) }) != true || !device.dropLast().hasSuffix(name) {
                report.add(
                    ButaneDiskRules.luksDevice, at: place, "\(layout) needs luks.device: \(name)a or the like"
                )
            }
        default:
            report.add(ButaneDiskRules.layout, at: place, "boot_device.layout is \"\(layout)\"")
        }
        if language.minor >= 6, layout.hasPrefix("s390x"), !mirror.list("devices").isEmpty {
            report.add(
                ButaneDiskRules.mirrorOnS390, at: place, "boot_device.mirror with the layout \(layout)")
        }
    }

    mutating func checkBootLuks(_ node: ButaneNode) {
        guard node.nonEmpty("device") != nil else { return }
        let hasTang = node.list("tang").contains { tang in
            ["thumbprint", "advertisement"].contains { tang[$0] != nil } || tang.nonEmpty("url") != nil
        }
        if hasTang || node.isTrue("tpm2") || node.object("cex").isTrue("enabled") { return }
        report.add(
            ButaneDiskRules.luksMethod, at: node.position,
            "boot_device.luks has a device and no tang, tpm2 or cex")
    }

    mutating func checkMirror(_ node: ButaneNode) {
        guard node.list("devices").count == 1 else { return }
        report.add(
            ButaneDiskRules.mirrorDevices, at: node["devices"]?.position, "boot_device.mirror has one device")
    }

    mutating func checkGrubUser(_ node: ButaneNode, path: String) {
        if node.nonEmpty("name") == nil {
            report.add(ButaneDiskRules.grubName, at: node.position, "\(path) has no name")
        }
        if node.nonEmpty("password_hash") == nil {
            report.add(ButaneDiskRules.grubPassword, at: node.position, "\(path) has no password_hash")
        }
    }
}
