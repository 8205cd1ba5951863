import Provisioning
import Recipes

/// `boot_device`: Fedora CoreOS's disk made anew, mirrored, encrypted, or both.
struct ButaneBootDevice {
    private let boot: ButaneNode
    private let language: ButaneLanguage
    private let layout: String
    private let luks: ButaneNode
    private let mirrors: [ButaneNode]

    init(_ config: ButaneNode, _ language: ButaneLanguage) {
        boot = config.object("boot_device")
        self.language = language
        layout = boot.text("layout") ?? "x86_64"
        luks = boot.object("luks")
        mirrors = boot.object("mirror").list("devices")
    }

    private var usesCex: Bool { luks.object("cex").isTrue("enabled") }
    private var wantsLuks: Bool { luks.isTrue("tpm2") || !luks.list("tang").isEmpty || usesCex }
    private var hasESP: Bool { layout == "x86_64" || layout == "aarch64" }

    /// What is to be merged below the user's own configuration; nil where nothing is wanted.
    func render() -> JSONNode? {
        guard wantsLuks || !mirrors.isEmpty else { return nil }
        let device = wantsLuks ? "/dev/mapper/root" : "/dev/md/md-root"
        let root = filesystem(device, "xfs", "root", at: boot.position)
        var storage = JSONNode(.object([]))
        if !mirrors.isEmpty {
            storage.set("disks", .array(mirrors.enumerated().map { disk($1, $0 + 1) }))
            storage.set("raid", ButaneMountUnits.placed(raid(), at: boot["mirror"]?.position))
        }
        storage.set("filesystems", .array(bootFilesystems() + [root]))
        if wantsLuks { storage.set("luks", .array([ButaneMountUnits.placed(luksRoot(), at: luks.position)])) }
        return .object(["storage": storage])
    }

    private func bootFilesystems() -> [JSONNode] {
        if mirrors.isEmpty { return [] }
        let systems = mirrors.enumerated().map { index, device in
            let label = "esp-\(index + 1)"
            return filesystem("/dev/disk/by-partlabel/\(label)", "vfat", label, at: device.position)
        }
        let mirror = boot["mirror"]?.position
        return (hasESP ? systems : []) + [filesystem("/dev/md/md-boot", "ext4", "boot", at: mirror)]
    }

    private func filesystem(
        _ device: String, _ format: String, _ label: String, at position: SourcePosition?
    ) -> JSONNode {
        let node = JSONNode.object([
            "device": .string(device), "format": .string(format), "label": .string(label),
            "wipeFilesystem": .bool(true),
        ])
        return ButaneMountUnits.placed(node, at: position)
    }

    /// Fedora CoreOS's partitions, with the number of the disk in their labels.
    private func disk(_ device: ButaneNode, _ number: Int) -> JSONNode {
        let reserved = ("reserved", 1, "8DA63339-0007-60C0-C436-083AC8230908")
        let first =
            switch layout {
            case "x86_64": ("bios", 1, "21686148-6449-6E6F-744E-656564454649")
            case "ppc64le": ("prep", 4, "9E1A2D38-C612-4316-AA26-8B49521E5A8B")
            default: reserved
            }
        let second = hasESP ? ("esp", 127, "C12A7328-F81F-11D2-BA4B-00A0C93EC93B") : reserved
        let table: [(String, Int?, String?)] = [first, second, ("boot", 384, nil), ("root", nil, nil)]
        let partitions = table.map { name, size, type in
            JSONNode.object([
                "label": .string("\(name)-\(number)"), "sizeMiB": size.map(JSONNode.integer),
                "typeGuid": type.map(JSONNode.string),
            ])
        }
        let node = JSONNode.object([
            "device": .string(device.string ?? ""), "partitions": .array(partitions),
            "wipeTable": .bool(true),
        ])
        return ButaneMountUnits.placed(node, at: device.position)
    }

    private func raid() -> JSONNode {
        func devices(_ label: String) -> JSONNode {
            .strings(mirrors.indices.map { "/dev/disk/by-partlabel/\(label)-\($0 + 1)" })
        }
        return .array([
            // The superblock lies at the end, so that GRUB need not know of RAID.
            .object([
                "devices": devices("boot"), "level": .string("raid1"), "name": .string("md-boot"),
                "options": .strings(["--metadata=1.0"]),
            ]),
            .object(["devices": devices("root"), "level": .string("raid1"), "name": .string("md-root")]),
        ])
    }

    private func luksRoot() -> JSONNode {
        let own = luks.text("device") ?? ""
        let device =
            switch layout {
            case "s390x-eckd": own + "2"
            case "s390x-zfcp": own + "4"
            default: mirrors.isEmpty ? "/dev/disk/by-partlabel/root" : "/dev/md/md-root"
            }
        let discard: JSONNode? = luks["discard"].map { _ in .bool(luks.isTrue("discard")) }
        return .object([
            "cex": usesCex ? .object(["enabled": .bool(true)]) : nil, "clevis": usesCex ? nil : clevis(),
            "device": .string(device), "discard": discard, "label": .string("luks-root"),
            "name": .string("root"),
            "wipeVolume": .bool(true),
        ])
    }

    private func clevis() -> JSONNode {
        let tang = luks.list("tang").map { server in
            JSONNode.object([
                "url": .string(server.text("url") ?? ""),
                "thumbprint": server.text("thumbprint").map(JSONNode.string),
                "advertisement": server.text("advertisement").map(JSONNode.string),
            ])
        }
        return .object([
            "tang": tang.isEmpty ? nil : .array(tang),
            "threshold": luks.whole("threshold").map(JSONNode.integer),
            "tpm2": luks["tpm2"].map { _ in .bool(luks.isTrue("tpm2")) },
        ])
    }
}
