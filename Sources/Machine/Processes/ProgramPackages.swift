/// Which Debian package brings a program, for the hint where it is missing.
package enum ProgramPackages {
    private static let packages = [
        "apt-get": "apt",
        "bsdtar": "libarchive-tools",
        "cosign": "cosign",
        "curl": "curl",
        "debugfs": "e2fsprogs",
        "depmod": "kmod",
        "dnsmasq": "dnsmasq-base",
        "docker": "docker.io",
        "docker-registry": "docker-registry",
        "dpkg-deb": "dpkg",
        "dumpe2fs": "e2fsprogs",
        "exportfs": "nfs-kernel-server",
        "fsck.erofs": "erofs-utils",
        "ganesha.nfsd": "nfs-ganesha",
        "gpg": "gpg",
        "gpgv": "gpgv",
        "grub-script-check": "grub-common",
        "ip": "iproute2",
        "mke2fs": "e2fsprogs",
        "mkfs.erofs": "erofs-utils",
        "mkfs.ext4": "e2fsprogs",
        "mksquashfs": "squashfs-tools",
        "modinfo": "kmod",
        "nbdkit": "nbdkit",
        "nginx": "nginx-light",
        "openssl": "openssl",
        "podman": "podman",
        "python3": "python3",
        "qemu-img": "qemu-utils",
        "qemu-nbd": "qemu-utils",
        "qemu-system-aarch64": "qemu-system-arm",
        "qemu-system-x86_64": "qemu-system-x86",
        "rpc.nfsd": "nfs-kernel-server",
        "skopeo": "skopeo",
        "sqv": "sqv",
        "ssh-keygen": "openssh-client",
        "strace": "strace",
        "tgtadm": "tgt",
        "tgtd": "tgt",
        "unsquashfs": "squashfs-tools",
        "xorriso": "xorriso",
    ]

    /// The package that has `program`, a name or a path; nil where we do not know.
    package static func package(of program: String) -> String? {
        packages[String(program.split(separator: "/").last ?? "")]
    }
}
