import Assembly

/// Entries that the tests of menus share.
enum MenuSamples {
    static func alpine() throws -> BootEntry {
        try BootEntry(
            name: "alpine", title: "Alpine Linux 3.23", description: "diskless, with k3s",
            commandLine: ["console=ttyS0,115200", "modules=loop,squashfs", "quiet"], isStandIn: true,
            provenance: "stand-in: Alpine's cloud image, unpacked")
    }

    static func rancher() throws -> BootEntry {
        try BootEntry(
            name: "rancher", title: "RancherOS 1.5.8 & friends; it's \"all\" in RAM",
            initrds: ["initrd.d/00-base.img", "initrd.d/10-overlay.img"],
            commandLine: ["printk.devkmsg=on", "rancher.password=\"a  b\"", "--", "cc.hostname=n1"],
            provenance: "upstream v1.5.8")
    }

    static func arm() throws -> BootEntry {
        try BootEntry(name: "pi", title: "Alpine for ARM", architecture: .aarch64, commandLine: ["quiet"])
    }

    /// Many texts made of everything that means something to some loader; the same in every run.
    static func hostileTexts(_ count: Int, seed: UInt64 = 1, pieces: [String] = hostilePieces) -> [String] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<count).map { _ in (0...next(7)).map { _ in pieces[next(pieces.count)] }.joined() }
    }

    static let hostilePieces = [
        "${", "}", "${kimage-nil}", "${netX/mac}", "||", " || ", "&&", " && ", ";", " ; ", "#", " #", "'",
        "\"", "\\", "$",
        "$(", ")", "`", "{", "^", " ", "  ", "-", "--", " --id x", "menuentry", "|", ">", "<", "é", "字",
        "ENDTEXT", "LABEL ",
        "reboot", "goto _shell", "echo", "%s", "\\x41", "a", "b=", "=", "?", "!", "~", ":", "*", "[", "]",
    ]
}
