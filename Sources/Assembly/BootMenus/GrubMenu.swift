package import Recipes

/// The configuration of GRUB: `grub/grub.cfg` of an image and of all.
///
/// Facts it stands on, from GRUB's source (2.06 and later):
/// - There are no paths relative to a configuration, but `config_directory` says where it lies, server and all. The
///   images lie beside the folder `grub` that holds it, or beside the file where that folder has another name.
/// - An address is a device and a path: `(http,host:port)/path`. There is no https.
/// - Times are seconds; 0 starts at once and -1 waits for ever.
/// - `linux` and `initrd` report failure, so an `if` around each stops a start without its initrd.
/// - No `newc:`: before 2.12 GRUB writes such archives without the NUL after the name, which kernels refuse since 6.13
///   and the stable versions of that winter.
package struct GrubMenu: MenuFormat {
    package let name = "grub"
    package let imagePath = "grub/grub.cfg"
    package let collectionPath = "grub/grub.cfg"

    /// Bytes that the place of a configuration may have on a command line (`BOOT_IMAGE=`), which only GRUB knows.
    static let placeLimit = 200

    package init() {}

    package func starts(_ architecture: Architecture) -> Bool { true }

    package func text(_ menu: BootMenu) throws(MenuFault) -> String {
        var lines = menu.remarks("GRUB").map { "# \($0)" }
        let seconds = menu.options.timeoutSeconds
        lines += [
            "", "set default=\(menu.defaultEntry.name)", "set timeout=\(seconds == 0 ? -1 : seconds)", "",
        ]
        lines += try place(menu.options.address)
        if menu.options.passesBootInterface { lines += [""] + Self.bootInterface }
        lines += [""] + Self.functions
        for (entry, key) in zip(menu.entries, menu.keys) { lines += try block(entry, key, menu) }
        lines += [
            "",
            // Leaving GRUB makes the firmware try its next device.
            "menuentry --hotkey=l --id _local -- 'Boot from the local disk' {", "    exit", "}",
            "", "menuentry --hotkey=r --id _restart -- 'Restart the machine' {", "    reboot", "}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func place(_ address: MenuAddress?) throws(MenuFault) -> [String] {
        guard let address else {
            return [
                "regexp --set=1:kimage_base '^(.*)/grub$' \"$config_directory\"",
                "if [ -z \"$kimage_base\" ]; then", "    set kimage_base=\"$config_directory\"", "fi",
                "export kimage_base",
            ]
        }
        guard address.scheme != .https else {
            throw .addressForFormat(format: name, address: address.text, reason: "GRUB knows no TLS")
        }
        let path = address.path.isEmpty ? "" : "/" + address.path
        let device = "(\(address.scheme.rawValue),\(address.server))\(path)"
        return ["set kimage_base=\(GrubText.quoted(device))", "export kimage_base"]
    }

    private func block(_ entry: BootEntry, _ key: Character?, _ menu: BootMenu) throws(MenuFault) -> [String]
    {
        let folder = "\"$kimage_base\"/" + menu.folder(of: entry)
        let hotkey = key.map { "--hotkey=\($0) " } ?? ""
        // A title that starts with a hyphen is no option.
        var lines = ["", "menuentry \(hotkey)--id \(entry.name) -- \(GrubText.quoted(entry.label)) {"]
        lines.append("    echo \(GrubText.quoted("Starting \(entry.label)"))")
        if let text = entry.description { lines.append("    echo \(GrubText.quoted("About: \(text)"))") }
        if let text = entry.provenance { lines.append("    echo \(GrubText.quoted("Base: \(text)"))") }
        let words = try commandLine(entry, menu.options)
        var steps = ["kimage_\(entry.architecture.rawValue)"]
        steps.append((["linux \(folder)\(entry.kernel)"] + words).joined(separator: " "))
        if !entry.initrds.isEmpty {
            steps.append((["initrd"] + entry.initrds.map { folder + $0 }).joined(separator: " "))
        }
        for (depth, step) in steps.enumerated() {
            lines.append(String(repeating: "    ", count: depth + 1) + "if \(step); then")
        }
        lines.append(String(repeating: "    ", count: steps.count + 1) + "boot")
        for depth in steps.indices.reversed() {
            lines.append(String(repeating: "    ", count: depth + 1) + "fi")
        }
        return lines + ["    kimage_failed \(entry.name)", "}"]
    }

    private func commandLine(_ entry: BootEntry, _ options: MenuOptions) throws(MenuFault) -> [String] {
        var words: [String] = []
        for word in entry.commandLine {
            guard let argument = GrubText.argument(word) else {
                throw .wordForFormat(
                    format: name, entry: entry.name, word: word,
                    reason: "GRUB puts backslashes before its quotes and backslashes")
            }
            words.append(argument)
        }
        let hasInterface =
            options.passesBootInterface && !entry.commandLine.contains { $0.hasPrefix("BOOTIF=") }
        let image = "BOOT_IMAGE=" + String(repeating: "/", count: Self.placeLimit) + entry.kernel
        let real = [image] + entry.commandLine + (hasInterface ? [PxelinuxMenu.bootInterface] : [])
        try BootMenu.checkLength(real.joined(separator: " "), of: entry, format: name)
        return KernelWord.inserting(hasInterface ? ["$kimage_bootif"] : [], into: words)
    }

    /// Kernels and init scripts know the address with hyphens, as PXELINUX writes it; GRUB has it with colons.
    private static let bootInterface = [
        "if regexp --set=1:kimage_1 --set=2:kimage_2 --set=3:kimage_3 --set=4:kimage_4 --set=5:kimage_5 "
            + "--set=6:kimage_6 '^(..):(..):(..):(..):(..):(..)$' \"$net_default_mac\"; then",
        "    set kimage_bootif=BOOTIF=01-${kimage_1}-${kimage_2}-${kimage_3}-${kimage_4}-${kimage_5}-${kimage_6}",
        "    export kimage_bootif",
        "fi",
    ]

    private static let functions = [
        "function kimage_x86_64 {",
        "    if [ \"$grub_cpu\" = x86_64 ]; then",
        "        return 0",
        "    fi",
        "    if [ \"$grub_cpu\" = i386 ]; then",
        "        if cpuid -l; then",
        "            return 0",
        "        fi",
        "    fi",
        "    echo 'This image needs a 64-bit x86 processor.'",
        "    return 1",
        "}",
        "",
        "function kimage_aarch64 {",
        "    if [ \"$grub_cpu\" = arm64 ]; then",
        "        return 0",
        "    fi",
        "    echo 'This image needs a 64-bit ARM processor.'",
        "    return 1",
        "}",
        "",
        "function kimage_failed {",
        "    echo",
        "    echo \"$1 did not start; the lines above say why.\"",
        "    echo 'The machine restarts in 30 seconds; Esc returns to the menu.'",
        "    if sleep --verbose --interruptible 30; then",
        "        reboot",
        "    fi",
        "}",
    ]
}
