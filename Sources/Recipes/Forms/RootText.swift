/// Words of roots: servers, exports, targets, mounts.
enum RootText {
    /// A name or an address, without a port: stage one's programs take the port apart from it.
    static func machineFault(_ text: String) -> TextFault? {
        if text.contains("://") { return TextFault("is an address", hint: "name the server alone") }
        if text.hasPrefix("[") || text.filter({ $0 == ":" }).count > 1 {
            return TextFault("is an address of IPv6, which stage one does not speak")
        }
        if text.contains(":") { return TextFault("holds a port", hint: "name it with the key \"port\"") }
        return HostText.isHostAndPort(Substring(text))
            ? nil : TextFault("is neither a name nor an address of a machine")
    }

    /// The name of an NBD export or the path of an NFS export: a word of the kernel's command line and of servers' files.
    static func exportFault(_ text: String) -> TextFault? {
        let isFine = text.utf8.allSatisfy { WordText.isAlphanumeric($0) || "/._+-:@".utf8.contains($0) }
        guard isFine, text.utf8.count <= 1024 else {
            return TextFault("holds other characters than letters, digits and \"/._+-:@\"")
        }
        return text.split(separator: "/").contains("..")
            ? TextFault("leads out of its folder (\"..\")") : nil
    }

    /// RFC 3720, 3.2.6.3: `iqn.YEAR-MONTH.DOMAIN[:NAME]`; the other two forms have no letters of their own.
    static func iscsiFault(_ text: String) -> TextFault? {
        let form = TextFault(
            "is not a name of iSCSI: iqn., a year and a month, and a domain in reverse",
            hint: "for example \"iqn.2026-01.org.example:worker\"")
        let bytes = Array(text.utf8)
        guard bytes.count <= 223,
            bytes.allSatisfy({ WordText.isSmallAlphanumeric($0) || ".:-".utf8.contains($0) })
        else { return form }
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "iqn", !parts[2].isEmpty else { return form }
        let date = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 2, date[0].utf8.count == 4, date[1].utf8.count == 2,
            date[0].utf8.allSatisfy(WordText.isDigit), let month = Int(date[1]), (1...12).contains(month)
        else { return form }
        return nil
    }

    /// Options of mount(8), separated by commas.
    static func optionsFault(_ text: String) -> TextFault? {
        let isFine = text.utf8.allSatisfy { WordText.isAlphanumeric($0) || "=,._/:+-@%".utf8.contains($0) }
        return isFine ? nil : TextFault("holds a character that no option of a mount has")
    }

    /// `75%`, or a number of bytes with k, m or g: what tmpfs takes (mm/shmem.c).
    static func shareFault(_ text: String) -> TextFault? {
        let digits = text.utf8.prefix(while: WordText.isDigit)
        let unit = text.utf8.dropFirst(digits.count).map { $0 | 0x20 }
        let form = TextFault("is neither a share nor a size", hint: "for example \"75%\" or \"512m\"")
        guard let number = Int(Substring(digits)), number > 0 else { return form }
        switch unit.first {
        case UInt8(ascii: "%") where unit.count == 1:
            return number <= 100 ? nil : TextFault("is more than the whole RAM")
        case UInt8(ascii: "k"), UInt8(ascii: "m"), UInt8(ascii: "g"): return unit.count == 1 ? nil : form
        default: return form
        }
    }

    /// A module of the kernel by its name: no `.ko`, no path.
    static func moduleFault(_ text: String) -> TextFault? {
        let isFine = text.utf8.allSatisfy { WordText.isAlphanumeric($0) || "-_".utf8.contains($0) }
        return isFine && text.utf8.count <= 64
            ? nil : TextFault("is not the name of a module", hint: "for example \"virtio_net\"")
    }

    /// `server:/path`.
    static func placeFault(_ text: String) -> TextFault? {
        guard let end = text.firstRange(of: ":/") else {
            return TextFault("is no export", hint: "write server:/path, such as \"10.0.0.1:/srv/state\"")
        }
        return machineFault(String(text[..<end.lowerBound]))
            ?? exportFault(String(text[text.index(after: end.lowerBound)...]))
    }

    /// A label of ext4 has 16 bytes, one of xfs 12, one of btrfs 255.
    static func labelFault(_ text: String) -> TextFault? {
        let isFine = text.utf8.allSatisfy { WordText.isAlphanumeric($0) || "._-".utf8.contains($0) }
        return isFine && text.utf8.count <= 255
            ? nil : TextFault("is not a label: letters, digits and \"._-\"")
    }
}
