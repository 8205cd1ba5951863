/// Which packages bring a program that stage one needs into a root.
enum ProgramPackage {
    private static let packages: [String: (debian: String, alpine: String)] = [
        "dmsetup": ("dmsetup", "device-mapper"),
        "iscsiadm": ("open-iscsi", "open-iscsi"),
        "iscsid": ("open-iscsi", "open-iscsi"),
        "iscsistart": ("open-iscsi", "open-iscsi"),
        "mount.nfs": ("nfs-common", "nfs-utils"),
        "nbd-client": ("nbd-client", "nbd-client"),
        "setcap": ("libcap2-bin", "libcap-setcap"),
        "veritysetup": ("cryptsetup-bin", "cryptsetup"),
    ]

    /// What to do about a missing program, by what the root is.
    static func hint(_ program: String, _ table: RootTable) -> String {
        let package = packages[program] ?? (program, program)
        let debian = "apt-get install \(package.debian)"
        let alpine = "apk add \(package.alpine)"
        if table.find("etc/alpine-release") != nil { return "\(alpine) in the base's root" }
        if table.find("etc/debian_version") != nil { return "\(debian) in the base's root" }
        return "install it in the base's root (Debian: \(debian); Alpine: \(alpine))"
    }
}
