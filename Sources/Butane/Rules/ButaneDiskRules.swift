import Provisioning

/// What concerns file systems, partitions, the boot device and GRUB.
enum ButaneDiskRules {
    private static let fedora = "config/fcos/v1_N/"

    static let mountFormat = CheckRule.butaneError(
        "mount-without-format", "with_mount_unit needs a format",
        remedy: "give format: ext4, xfs, btrfs, vfat or swap",
        source: "base/v0_N/validate.go Filesystem.Validate")
    static let mountPath = CheckRule.butaneError(
        "mount-without-path", "with_mount_unit needs a path", remedy: "give path, where it is mounted",
        source: "base/v0_N/validate.go Filesystem.Validate")
    static let mountPoint = CheckRule.butaneError(
        "mount-point", "with_mount_unit is allowed below /etc and /var only",
        remedy: "mount it below /var", source: fedora + "validate.go ErrMountPointForbidden")
    static let reuseByLabel = CheckRule.butaneWarning(
        "reuse-by-label", "a partition has a label and no number on a disk that is not wiped",
        consequence: "Ignition does not find partitions by label: it makes a new one at each first boot.",
        remedy: "give number, or wipe_table: true", source: fedora + "validate.go ErrReuseByLabel")
    static let partitionNumber = CheckRule.butaneWarning(
        "partition-number", "a reserved label is at another number than on Fedora CoreOS's own disk",
        consequence: "A new partition is made with the reserved label.",
        remedy: "BIOS-BOOT and PowerPC-PReP-boot are 1, EFI-SYSTEM is 2, boot is 3, root is 4",
        source: fedora + "translate.go ErrWrongPartitionNumber")
    static let rootSmall = CheckRule.butaneWarning(
        "root-too-small", "the root partition has less than 8 GiB",
        consequence: "An update may find no room: two systems lie on it at a time.",
        remedy: "give size_mib: 8192 or more", source: fedora + "translate.go ErrRootTooSmall")
    static let rootConstrained = CheckRule.butaneWarning(
        "root-constrained", "the root partition fills the disk and another one follows it",
        consequence: "The root cannot grow: what follows lies where there was room.",
        remedy: "give the others a start_mib, or the root a size_mib",
        source: fedora + "translate.go ErrRootConstrained")
    static let layout = CheckRule.butaneError(
        "boot-layout", "the boot device's layout is unknown",
        remedy: "write aarch64, ppc64le or x86_64; from 1.6.0 also s390x-eckd, s390x-virt, s390x-zfcp",
        source: fedora + "validate.go BootDevice.Validate")
    static let mirrorDevices = CheckRule.butaneError(
        "mirror-devices", "a mirror needs at least two devices", remedy: "name a second device",
        source: fedora + "validate.go ErrTooFewMirrorDevices")
    static let mirrorLayout = CheckRule.butaneWarning(
        "mirror-layout", "a mirror has no layout",
        consequence: "Butane takes x86_64; from fcos 1.7.0 it refuses.",
        remedy: "give boot_device.layout", source: fedora + "validate.go ErrMirrorRequiresLayout")
    static let mirrorLayoutMissing = CheckRule.butaneError(
        "mirror-layout-missing", "a mirror has no layout", remedy: "give boot_device.layout",
        source: "config/fcos/v1_7/validate.go ErrMirrorRequiresLayout")
    static let mirrorOnS390 = CheckRule.butaneError(
        "mirror-on-s390x", "there is no mirror on s390x", remedy: "leave the mirror out",
        source: fedora + "validate.go ErrMirrorNotSupport")
    static let luksDevice = CheckRule.butaneError(
        "boot-luks-device", "LUKS on s390x-eckd and s390x-zfcp needs a device of its kind",
        remedy: "give luks.device: /dev/dasda for s390x-eckd, /dev/sda for s390x-zfcp",
        source: fedora + "validate.go ErrNoLuksBootDevice, ErrLuksBootDeviceBadName")
    static let luksMethod = CheckRule.butaneError(
        "boot-luks-method", "luks has a device and no way to unlock it", remedy: "give tang, tpm2 or cex",
        source: "config/fcos/v1_7/validate.go ErrNoLuksMethodSpecified")
    static let cex = CheckRule.butaneError(
        "boot-cex", "cex is for s390x, and not beside tang or tpm2", remedy: "leave cex out, or the others",
        source: fedora + "validate.go ErrCexArchitectureMismatch, ErrCexWithClevis")
    static let grubName = CheckRule.butaneError(
        "grub-user-name", "a GRUB user has no name", remedy: "give name",
        source: fedora + "validate.go GrubUser.Validate")
    static let grubPassword = CheckRule.butaneError(
        "grub-password", "a GRUB user has no password_hash", remedy: "make it with grub2-mkpasswd-pbkdf2",
        source: fedora + "validate.go GrubUser.Validate")
    static let clevis = CheckRule.butaneError(
        "clevis", "Flatcar has no clevis", remedy: "unlock the device by a key_file",
        source: "config/flatcar/v1_N/translate.go ErrClevisSupport")

    static let all: [CheckRule] = [
        mountFormat, mountPath, mountPoint, reuseByLabel, partitionNumber, rootSmall, rootConstrained, layout,
        mirrorDevices, mirrorLayout, mirrorLayoutMissing, mirrorOnS390, luksDevice, luksMethod, cex, grubName,
        grubPassword, clevis,
    ]
}
