/// A line of `mounts` as a unit of systemd.
struct MountUnit {
    let name: String
    let text: String

    private static let networkTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "9p", "sshfs", "ncpfs",
    ]

    /// Fields of fstab(5): device, mount point, type, options, dump, pass; nil where no unit can be made of
    /// them.
    init?(_ fields: [String]) {
        guard fields.count >= 2, !fields[0].isEmpty, fields.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 } }),
            let device = Self.device(fields[0])
        else { return nil }
        let field = { (index: Int) in fields.count > index && fields[index] != "auto" ? fields[index] : "" }
        let options = fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : []
        let type = field(2)
        let isOptional = options.isEmpty || options.contains("nofail")
        var section = options.filter {
            !["defaults", "nofail", "noauto", "auto", "sw"].contains($0) && !$0.hasPrefix("x-")
        }
        if type == "swap" || fields[1] == "none" || fields[1] == "swap" {
            guard device.hasPrefix("/") else { return nil }
            name = Self.escaped(device) + ".swap"
            let lines = section.isEmpty ? "" : "Options=\(Self.percent(section.joined(separator: ",")))\n"
            text = Self.text(
                "Swap", "What=\(Self.percent(device))\n\(lines)", target: "swap.target", isOptional)
            return
        }
        let point = GoPath.clean(fields[1].hasPrefix("/") ? fields[1] : "/" + fields[1])
        guard point != "/" else { return nil }
        name = Self.escaped(point) + ".mount"
        let isRemote = Self.networkTypes.contains(type) || section.contains("_netdev")
        section.removeAll { $0 == "_netdev" && !isRemote }
        var lines = "What=\(Self.percent(device))\nWhere=\(Self.percent(point))\n"
        if !type.isEmpty { lines += "Type=\(type)\n" }
        if !section.isEmpty { lines += "Options=\(Self.percent(section.joined(separator: ",")))\n" }
        text = Self.text(
            "Mount", lines, target: isRemote ? "remote-fs.target" : "local-fs.target", isOptional)
    }

    private static func text(_ kind: String, _ lines: String, target: String, _ isOptional: Bool) -> String {
        let before = target == "local-fs.target" ? "[Unit]\nBefore=local-fs.target\n\n" : ""
        return before
            + "[\(kind)]\n\(lines)\n[Install]\n\(isOptional ? "WantedBy" : "RequiredBy")=\(target)\n"
    }

    /// A device as a unit takes it; the short names of cloud-init and the tags of fstab stand for paths.
    private static func device(_ text: String) -> String? {
        let tags = ["LABEL=": "label", "UUID=": "uuid", "PARTLABEL=": "partlabel", "PARTUUID=": "partuuid"]
        for (tag, folder) in tags.sorted(by: { $0.key < $1.key }) where text.hasPrefix(tag) {
            return "/dev/disk/by-\(folder)/" + text.dropFirst(tag.count).filter { $0 != "\"" }
        }
        if text.hasPrefix("/") || text.contains(":") { return text }
        // Names of a cloud's own disks mean nothing on a machine of one's own.
        if text.hasPrefix("ephemeral") || text == "swap" { return nil }
        let isDisk = ["sd", "vd", "xvd", "nvme", "hd", "mmcblk", "md"].contains { text.hasPrefix($0) }
        return isDisk ? "/dev/" + text : text
    }

    /// systemd.unit(5): slashes become hyphens, everything that is not a letter, digit, colon, underscore or
    /// dot becomes `\xNN`.
    static func escaped(_ path: String) -> String {
        let inner = path.utf8.drop { $0 == UInt8(ascii: "/") }
        var result = ""
        for (index, byte) in inner.enumerated() {
            if byte == UInt8(ascii: "/") {
                result += "-"
            } else if GoEscapes.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
                || (byte == UInt8(ascii: ".") && index > 0)
            {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return result
    }

    /// A percent sign begins a specifier in a unit.
    private static func percent(_ text: String) -> String {
        text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
    }
}
