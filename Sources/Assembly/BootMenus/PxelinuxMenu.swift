package import Recipes

/// The configuration of PXELINUX: `pxelinux.cfg/default` of an image and of all.
///
/// Facts it stands on, from Syslinux 6's source:
/// - A path is relative to the folder that `pxelinux.0` was loaded from; `pxelinux.cfg/default` lies in the same. URLs
///   need `lpxelinux.0` or `syslinux.efi`; another TFTP server is `address::path` in all of them.
/// - `UI` is the default command. Where `menu.c32` cannot be loaded, the `boot:` prompt takes over, and only
///   `ONTIMEOUT` starts an image there by itself (com32/elflink/ldlinux/ldlinux.c, `enter_cmdline`).
/// - Times are tenths of a second; 0 is for ever.
/// - The first `initrd=` of the whole line counts, a comma between files (com32/elflink/ldlinux/kernel.c), so ours comes
///   first. All files but the last are padded to 4 KiB.
/// - Nothing is quoted: a line ends at its line feed. `^` in a label marks the key.
package struct PxelinuxMenu: MenuFormat {
    package let name = "pxelinux"
    package let imagePath = "pxelinux.cfg/default"
    package let collectionPath = "pxelinux.cfg/default"

    /// What `IPAPPEND 2` adds, for its length.
    static let bootInterface = "BOOTIF=01-00-00-00-00-00-00"

    package init() {}

    package func starts(_ architecture: Architecture) -> Bool { architecture == .x86_64 }

    package func text(_ menu: BootMenu) throws(MenuFault) -> String {
        let base = try base(menu.options.address)
        let tenths = menu.options.timeoutSeconds * 10
        var lines = menu.remarks("PXELINUX").map { "# \($0)" }
        lines += ["", "UI menu.c32", "PROMPT 0", "TIMEOUT \(tenths)"]
        lines += ["DEFAULT \(menu.defaultEntry.name)", "ONTIMEOUT \(menu.defaultEntry.name)"]
        lines += ["MENU TITLE kimage: choose an image", "MENU MARGIN 2"]
        for (entry, key) in zip(menu.entries, menu.keys) {
            lines += try block(entry, key, base, menu)
        }
        lines += [
            "", "MENU SEPARATOR",
            "", "LABEL _local", "  MENU LABEL ^Local disk",
            // -1 hands the machine back to the BIOS as if this boot had failed: it tries the next device.
            "  LOCALBOOT -1",
            "", "LABEL _restart", "  MENU LABEL ^Restart the machine", "  COM32 reboot.c32",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(
        _ entry: BootEntry, _ key: Character?, _ base: String, _ menu: BootMenu
    ) throws(MenuFault) -> [String] {
        let folder = base + menu.folder(of: entry)
        var lines = ["", "LABEL \(entry.name)"]
        lines.append("  MENU LABEL \(key.map { "^\($0) " } ?? "")\(Self.shown(entry.label))")
        if entry == menu.defaultEntry { lines.append("  MENU DEFAULT") }
        var help: [String] = []
        if let text = entry.description { help.append("About: \(Self.shown(text))") }
        if let text = entry.provenance { help.append("Base:  \(Self.shown(text))") }
        if !help.isEmpty { lines += ["  TEXT HELP"] + help.map { "  " + $0 } + ["  ENDTEXT"] }
        var words = entry.commandLine
        if !entry.initrds.isEmpty {
            words.insert("initrd=" + entry.initrds.map { folder + $0 }.joined(separator: ","), at: 0)
        }
        // IPAPPEND comes last, and what comes after "--" is not the kernel's.
        let appends =
            menu.options.passesBootInterface
            && !entry.commandLine.contains { $0 == "--" || $0.hasPrefix("BOOTIF=") }
        let real = ["BOOT_IMAGE=\(folder)\(entry.kernel)"] + words + (appends ? [Self.bootInterface] : [])
        try BootMenu.checkLength(real.joined(separator: " "), of: entry, format: name)
        lines.append("  LINUX \(folder)\(entry.kernel)")
        // A lone "-" would mean "nothing"; it is the word of a kernel that gets no other.
        if !words.isEmpty { lines.append("  APPEND \(words.joined(separator: " "))") }
        return appends ? lines + ["  IPAPPEND 2"] : lines
    }

    private func base(_ address: MenuAddress?) throws(MenuFault) -> String {
        guard let address else { return "" }
        func refuse(_ reason: String) -> MenuFault {
            .addressForFormat(format: name, address: address.text, reason: reason)
        }
        if address.host.hasPrefix("[") { throw refuse("PXELINUX knows no IPv6") }
        switch address.scheme {
        case .http: return address.text
        case .https: throw refuse("PXELINUX knows no TLS")
        case .tftp:
            if address.port != nil { throw refuse("its TFTP has no other port than 69") }
            return "\(address.host)::" + (address.path.isEmpty ? "" : address.path + "/")
        }
    }

    /// ASCII without the sign that marks a key.
    private static func shown(_ text: String) -> String {
        String(MenuText.ascii(text).map { $0 == "^" ? "?" : $0 })
    }
}
