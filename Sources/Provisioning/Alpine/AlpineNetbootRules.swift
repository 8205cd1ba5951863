/// What goes wrong where Alpine boots without a root tree of its own, found in its /init (mkinitfs 3.13.0) by boots.
package enum AlpineNetbootRules {
    static let all = [
        kernelWaits, addressOffline, modloopOffline, packageDatabase, container, unknownParameter, notRead,
        packages,
        unusedKey,
    ]

    package static let kernelWaits = CheckRule(
        "alpine/kernel-waits", "ip= on the command line of a kernel whose network drivers are modules.",
        consequence:
            "The kernel itself (IP_PNP) waits 12 to 15 seconds for a network card that it has no driver for yet; only then /init starts.",
        remedy: "leave ip= out: /init asks DHCP by itself where an address is on the command line",
        source:
            "mkinitfs 3.13.0, initramfs-init.in, configure_ip; linux, net/ipv4/ipconfig.c; measured with 6.18",
        isError: false)
    package static let addressOffline = CheckRule(
        "alpine/address-offline",
        "An address of the network on the command line of an image that needs none.",
        consequence:
            "The image's own ip=none keeps /init from waiting for a person when it finds no boot media; a second ip= undoes it.",
        remedy: "configure the network with /etc/network/interfaces",
        source: "mkinitfs 3.13.0, initramfs-init.in, do_networking")
    package static let modloopOffline = CheckRule(
        "alpine/modloop-offline", "modloop by address with embedded packages and an embedded apkovl.",
        consequence:
            "OpenRC fetches the modloop in its first runlevel, before the network is up: the node has only the modules that the initramfs loaded.",
        remedy: "leave modloop out, or take repositories by address",
        source: "aports, main/openrc/modloop.initd; mkinitfs 3.13.0, initramfs-init.in")
    package static let packageDatabase = CheckRule(
        "alpine/package-database", "A package database among the node's files.",
        consequence:
            "apk holds the world against the database, finds no repository that has the packages, and purges them all: the node dies.",
        remedy: "leave lib/apk and etc/apk/world out; name packages in [alpine] packages",
        source: "mkinitfs 3.13.0, initramfs-init.in; apk-tools, booted: \"( 1/59) Purging alpine-baselayout\""
    )
    package static let container = CheckRule(
        "alpine/container-root",
        "rc_sys=\"lxc\" in rc.conf, or .dockerenv: traces of a root made in a container.",
        consequence: "OpenRC takes the node for a container and leaves out hostname, modules and hwclock.",
        remedy: "take the line out of /etc/rc.conf; leave /.dockerenv out",
        source: "openrc, keyword -lxc of its services; booted")
    package static let unknownParameter = CheckRule(
        "alpine/unknown-parameter", "A word of the command line that looks like one of Alpine's and is none.",
        consequence: "/init takes the names that it knows and ignores all others without a word.",
        remedy: "correct the name", source: "mkinitfs 3.13.0, initramfs-init.in, myopts", isError: false)
    package static let notRead = CheckRule(
        "alpine/not-read", "apkovl=, alpine_repo= or modloop= for an image with a root tree.",
        consequence:
            "kimage's stage one takes the place of Alpine's /init, which would have read it: nothing reads it.",
        remedy: "leave it out, or boot a base without a root tree with [alpine]",
        source: "kimage, Documentation/distributions/alpine-netboot.md", isError: false)
    package static let packages = CheckRule(
        "alpine/packages-incomplete", "The embedded packages lack something that is to be installed.",
        consequence: "apk installs nothing at all, /init finds no /sbin/init and starts a shell.",
        remedy: "fetch the package into the folder and make APKINDEX.tar.gz anew (apk index)",
        source: "mkinitfs 3.13.0, initramfs-init.in; apk-tools, src/solver.c")
    package static let unusedKey = CheckRule(
        "alpine/key-name", "A public key whose name does not end in .rsa.pub.",
        consequence:
            "apk looks for the key by the name that the signature carries (.SIGN.RSA.NAME) and does not trust the index.",
        remedy: "give the file the name it has in the signature", source: "apk-tools, src/extract_v2.c",
        isError: false)
}
