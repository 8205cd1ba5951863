package import Recipes

/// The script of iPXE: `boot.ipxe` of an image and `menu.ipxe` of all.
///
/// Facts it stands on, from iPXE's source:
/// - A relative URI is resolved against the script's own (`image_exec` changes the working URI), so the same script
///   works from every server, path and protocol, http in BIOS builds included, which have no https before 2.0.
/// - Under EFI the kernel's stub reads the initrd by name (`initrd=` on the command line) from a file system that iPXE
///   shows it; since Linux 5.7 it asks for one by device path first and takes all images. `initrd.magic`, the name for
///   all of them, is unknown to iPXE before 2021; names of our own, given with `--name` and repeated as `initrd=`, are
///   right for every iPXE and every kernel, and mean nothing under BIOS.
/// - `imgfree` first: a script that iPXE fetched by itself (`autoexec.ipxe`) can stay registered, and then comes in
///   front of the initrd (ipxe/ipxe issue 1723).
/// - Every command ends the script when it fails, unless `||` follows.
package struct IPXEMenu: MenuFormat {
    package let name = "ipxe"
    package let imagePath = "boot.ipxe"
    package let collectionPath = "menu.ipxe"

    package init() {}

    package func starts(_ architecture: Architecture) -> Bool { true }

    package func text(_ menu: BootMenu) throws(MenuFault) -> String {
        var lines = ["#!ipxe"] + menu.remarks("iPXE").map { "# \($0)" }
        lines += ["", "set kimage-wait \(menu.options.timeoutSeconds * 1000)"]
        var blocks: [String] = []
        for entry in menu.entries { blocks += try block(entry, menu) }
        if blocks.contains(where: { $0.contains(IPXEText.blank) }) { lines += IPXEText.blankLines }
        if blocks.contains(where: { $0.contains(IPXEText.nothing) }) || hasNothing(menu) {
            lines.append("clear kimage-nil ||")
        }
        lines += choice(menu) + blocks + Self.ending
        return lines.joined(separator: "\n") + "\n"
    }

    private func hasNothing(_ menu: BootMenu) -> Bool {
        menu.entries.contains { IPXEText.shown($0.label).contains(IPXEText.nothing) }
    }

    private func choice(_ menu: BootMenu) -> [String] {
        var lines = ["", ":_menu", "menu kimage: choose an image", "item --gap Images"]
        for (entry, key) in zip(menu.entries, menu.keys) {
            let option = key.map { "--key \($0) " } ?? ""
            lines.append("item \(option)\(entry.name) \(IPXEText.shown(entry.label))")
        }
        return lines + [
            "item --gap",
            "item --gap Other",
            "item --key l _local Boot from the first disk",
            "item --key s _shell iPXE shell",
            "item --key r _reboot Restart the machine",
            // A wait of 0 is none. Esc makes `choose` fail.
            "choose --timeout ${kimage-wait} --default \(menu.defaultEntry.name) kimage-image || goto _shell",
            "goto ${kimage-image}",
        ]
    }

    private func block(_ entry: BootEntry, _ menu: BootMenu) throws(MenuFault) -> [String] {
        var lines = ["", ":\(entry.name)", "set kimage-part processor"]
        switch entry.architecture {
        case .x86_64:
            // A 32-bit iPXE starts 64-bit kernels; only the processor can say whether that will do.
            lines += [
                "iseq ${buildarch} x86_64 && goto _load-\(entry.name) ||",
                "cpuid --ext 29 && goto _load-\(entry.name) ||",
                "echo This image needs a 64-bit x86 processor.",
            ]
        case .aarch64:
            lines += [
                "iseq ${buildarch} arm64 && goto _load-\(entry.name) ||",
                "echo This image needs a 64-bit ARM processor.",
            ]
        }
        lines += ["goto _failed", ":_load-\(entry.name)", "echo Starting \(IPXEText.shown(entry.label))"]
        if let text = entry.description { lines.append("echo About: \(IPXEText.shown(text))") }
        if let text = entry.provenance { lines.append("echo Base: \(IPXEText.shown(text))") }
        let folder = (menu.options.address?.text ?? "") + menu.folder(of: entry)
        let names = initrdNames(entry)
        lines += ["imgfree", "set kimage-part kernel"]
        lines.append(
            "kernel --name kernel \(folder)\(entry.kernel) \(try commandLine(entry, names, menu.options)) || goto _failed"
        )
        for (path, name) in zip(entry.initrds, names) {
            lines += ["set kimage-part \(name)", "initrd --name \(name) \(folder)\(path) || goto _failed"]
        }
        return lines + ["set kimage-part start of the kernel", "boot || goto _failed"]
    }

    private func commandLine(
        _ entry: BootEntry, _ names: [String], _ options: MenuOptions
    ) throws(MenuFault) -> String {
        var extra: [String] = []
        if options.passesBootInterface, !entry.commandLine.contains(where: { $0.hasPrefix("BOOTIF=") }) {
            extra.append("BOOTIF=01-${netX/mac:hexhyp}")
        }
        var words: [String] = []
        for word in entry.commandLine {
            guard let argument = IPXEText.argument(word) else {
                throw .wordForFormat(
                    format: name, entry: entry.name, word: word,
                    reason: "iPXE replaces ${…} and has no escape for it")
            }
            words.append(argument)
        }
        let initrds = names.map { "initrd=\($0)" }
        // Under EFI the image's own name comes first.
        let real =
            ["kernel"] + initrds
            + KernelWord.inserting(extra.map { _ in PxelinuxMenu.bootInterface }, into: entry.commandLine)
        try BootMenu.checkLength(real.joined(separator: " "), of: entry, format: name)
        return (initrds + KernelWord.inserting(extra, into: words)).joined(separator: " ")
    }

    /// One name for each initrd, none twice.
    private func initrdNames(_ entry: BootEntry) -> [String] {
        let names = entry.initrds.map(BootPath.last)
        guard Set(names).count == names.count, !names.contains("kernel") else {
            return names.indices.map { "initrd\($0).img" }
        }
        return names
    }

    /// What follows the images; an error stays on the screen before anything clears it.
    private static let ending = [
        "",
        ":_failed",
        "echo",
        "echo ${kimage-image}: ${kimage-part} failed with error ${errno}; the lines above say why.",
        "prompt --timeout 10000 Press a key, or wait 10 seconds. ||",
        "menu kimage: ${kimage-image} did not start",
        "item --key t _retry Try again",
        "item --key m _back Back to the menu",
        "item --key s _shell iPXE shell",
        "item --key r _reboot Restart the machine",
        "choose --timeout 15000 --default _retry kimage-next || goto _shell",
        "goto ${kimage-next}",
        "",
        ":_retry",
        "goto ${kimage-image}",
        "",
        ":_local",
        "set kimage-part first disk",
        // EFI firmware goes on to its next boot option; BIOS needs the disk started.
        "iseq ${platform} efi && exit 1 || sanboot --no-describe --drive 0x80 || goto _failed",
        "",
        ":_reboot",
        "reboot ||",
        "goto _back",
        "",
        ":_shell",
        "echo Type exit to return to the menu.",
        "shell ||",
        ":_back",
        "set kimage-wait 0",
        "goto _menu",
    ]
}
