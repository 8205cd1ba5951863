import Provisioning
import Recipes

extension Alpine {
    /// The names that Alpine's /init takes from the command line (mkinitfs 3.13.0, `myopts`), and those that its services
    /// read later.
    private static let parameters = [
        "BOOTIF", "alpine_repo", "aoe", "aoe_iflist", "aoe_mtu", "apkovl", "autodetect_serial", "blacklist",
        "bootstrap_usr_merged", "chart", "cryptdiscards", "cryptdm", "cryptheader", "cryptkey", "cryptoffset",
        "cryptroot", "dasd", "debug_init", "ds", "init", "init_args", "ip", "keep_apk_new", "memdisk",
        "modloop",
        "modloop_verify", "modules", "nbd", "overlaytmpfs", "overlaytmpfsflags", "panic", "pkgs", "quiet",
        "resume",
        "resume_offset", "root", "root_size", "rootflags", "rootfstype", "s390x_net", "splash", "ssh_key",
        "tinycloud",
        "uevent_buf_size", "usbdelay", "usrflags", "wireguard", "zfcp",
    ]

    /// Names of the kernel's own that are near one of those (Documentation/admin-guide/kernel-parameters.txt).
    private static let kernelParameters: Set = [
        "rootwait", "rootdelay", "resumewait", "resumedelay", "panic_print",
    ]

    static func netbootFolder(_ version: String, _ architecture: Architecture, scheme: String) -> String {
        let branch = version.split(separator: ".").prefix(2).joined(separator: ".")
        // scripts/mkimg.netboot.sh of aports names the folder and its files.
        return
            "\(scheme)://dl-cdn.alpinelinux.org/alpine/v\(branch)/releases/\(architecture.rawValue)/netboot-\(version)"
    }

    package var ownTables: Set<RecipeKey> { [.alpine] }

    package func pack(_ request: PackRequest) throws(Diagnostics) -> Packed? {
        guard let section = request.base.alpine, !request.base.parts.contains(.root) else { return nil }
        return try AlpineNetboot.pack(section, request)
    }

    /// The layout of netboot files: the base's own /init does everything.
    var netbootLayout: DistributionLayout {
        let own = ["apkovl=", "alpine_repo=", "modloop="].map {
            RefusedArgument(prefix: $0, reason: "is kimage's to write", hint: "say it in [alpine]")
        }
        return DistributionLayout(
            placement: .initrd,
            refusedArguments: own + [
                RefusedArgument(
                    prefix: "ip=dhcp",
                    reason: "makes the kernel wait 12 seconds for a network card whose driver is a module",
                    hint: "leave it out: Alpine's /init asks DHCP by itself where it needs the network"),
                RefusedArgument(
                    prefix: "root=", reason: "makes Alpine's /init look at neither apkovl nor packages",
                    hint: "leave it out"),
            ],
            memory: MemoryTraits(
                // /init mounts the root without a size: half of the RAM (mm/shmem.c).
                secondRootFraction: 0.5, secondRootOption: "rootflags=size=", userSpaceKiB: 13_500,
                transientKiB: 18_432),
            notes: [
                "Alpine's own diskless mode: /init installs packages to a tmpfs of half the RAM; rootflags=size=80% changes that."
            ])
    }

    package func check(commandLine: [Located<String>], version: String) -> [CheckFinding] {
        commandLine.compactMap { word in
            let name = String(word.value.prefix { $0 != "=" })
            switch name {
            case "ip" where !["ip=none", "ip=off"].contains(word.value):
                return CheckFinding(
                    AlpineNetbootRules.kernelWaits, at: word.position,
                    "\"\(word.value)\" makes the kernel itself wait")
            case "apkovl", "alpine_repo", "modloop":
                return CheckFinding(
                    AlpineNetbootRules.notRead, at: word.position, "\"\(word.value)\": nothing reads it")
            default: break
            }
            // Short names are near to too many of the kernel's own.
            guard name.utf8.count >= 5, !Self.kernelParameters.contains(name), !name.contains("."),
                !Self.parameters.contains(name),
                !Self.parameters.contains(where: { "no" + $0 == name }),
                let nearest = Spelling.nearest(name, among: Self.parameters.filter { $0.utf8.count >= 5 })
            else { return nil }
            return CheckFinding(
                AlpineNetbootRules.unknownParameter, at: word.position, "Alpine's /init knows no \"\(name)\"",
                hint: "did you mean \"\(nearest)\"?")
        }
    }
}
