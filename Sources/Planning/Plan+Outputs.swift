import Servers

/// What a build of a plan writes.
extension Plan {
    /// Paths below the image's folder, in the order in which they are made.
    package var outputs: [String] {
        var paths = ["vmlinuz", "initrd.img", "cmdline"]
        if let name = root?.servedName { paths.append(name) }
        if rootDescription != nil { paths.append(RootDescription.fileName) }
        paths += servedParts.values.sorted()
        if menus.formats.contains("ipxe") { paths.append("boot.ipxe") }
        if menus.formats.contains("pxelinux") { paths.append("pxelinux.cfg/default") }
        if menus.formats.contains("grub") { paths.append("grub/grub.cfg") }
        return paths + servers.map { "servers/\($0.path)" } + [
            "manifest.json", "report.json", "report.md", "SHA256SUMS",
        ]
    }
}
