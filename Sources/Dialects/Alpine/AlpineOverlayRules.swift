import Provisioning

/// What goes wrong with an apkovl that somebody brings; the rules about packages and containers are those of a recipe's.
enum AlpineOverlayRules {
    static let all = [
        unreadable, noServices, leaseExpires, noCgroups, AlpineNetbootRules.packageDatabase,
        AlpineNetbootRules.container,
    ]

    static let unreadable = CheckRule(
        "alpine/apkovl-unreadable", "An apkovl that cannot be unpacked.",
        consequence: "/init says \"Loading user settings: failed\", and the node comes up as if it had none.",
        remedy: "make it with lbu commit, or tar -czf NAME.apkovl.tar.gz etc",
        source: "mkinitfs 3.13.0, initramfs-init.in, unpack_apkovl")

    static let noServices = CheckRule(
        "alpine/no-services", "An apkovl without runlevels and without etc/.default_boot_services.",
        consequence:
            "/init enables its default services only where there is no apkovl, or where that marker is in it: OpenRC starts nothing, no devices, no modules, no host name, no log-in over the network.",
        remedy:
            "add an empty file etc/.default_boot_services, or links etc/runlevels/boot/NAME -> /etc/init.d/NAME",
        source: "mkinitfs 3.13.0, initramfs-init.in, the condition before rc_add devfs sysinit; booted")

    static let leaseExpires = CheckRule(
        "alpine/lease-expires", "An apkovl whose services keep no address.",
        consequence:
            "/init asks DHCP once (udhcpc -q) and nobody renews the lease: hours later the node loses its address without a word.",
        remedy: "add etc/network/interfaces and the link etc/runlevels/boot/networking",
        source: "mkinitfs 3.13.0, initramfs-init.in, configure_ip", isError: false)

    static let noCgroups = CheckRule(
        "alpine/no-cgroups", "A container runtime without the service cgroups.",
        consequence: "Nothing mounts /sys/fs/cgroup: the runtime starts and no container does.",
        remedy: "add the link etc/runlevels/sysinit/cgroups -> /etc/init.d/cgroups",
        source: "mkinitfs 3.13.0, initramfs-init.in, its default services; openrc, init.d/cgroups; booted",
        isError: false)
}
