import Provisioning

/// What goes wrong with the command line of a live image, found in dracut's scripts.
enum AtomicRules {
    static let all = [ostreeForm, notRead, overlayOnDisk, snapshot, unknown]

    private static let live = "dracut 059, modules.d/90dmsquash-live/dmsquash-live-root.sh"

    static let ostreeForm = CheckRule(
        "atomic/ostree-form", "ostree= is not the path of a deployment.",
        consequence:
            "ostree-prepare-root finds no link there, and the boot ends in the initramfs with \"Couldn't find specified OSTree root\".",
        remedy:
            "write ostree=/ostree/boot.0/NAME/CHECKSUM/0, or leave it out: the build adds the image's only one",
        source: "ostree, src/switchroot/ostree-prepare-root.c and src/libostree/ostree-sysroot-deploy.c")

    static let notRead = CheckRule(
        "atomic/not-read", "A word for another way of booting live than kimage's.",
        consequence:
            "Nothing reads it: the live image is a file of the initramfs, and what is written goes to an overlay of overlayfs in RAM.",
        remedy: "leave it out", source: live, isError: false)

    static let overlayOnDisk = CheckRule(
        "atomic/overlay-on-disk", "rd.live.overlay= names a device.",
        consequence:
            "The boot waits for that device, which a diskless node does not have, and then asks a person whether to go on without it.",
        remedy: "leave it out: what is written stays in RAM", source: live)

    static let snapshot = CheckRule(
        "atomic/snapshot-overlay", "rd.live.overlay.overlayfs is switched off.",
        consequence:
            "The writable layer becomes a device-mapper snapshot of fixed size; when it is full, the kernel drops it whole and every read of the root fails.",
        remedy: "leave it out", source: "\(live); atomic-site, blog of 2015-05-26", isError: false)

    static let unknown = CheckRule(
        "atomic/unknown-parameter", "A word that looks like one of dracut's live words and is none.",
        consequence: "dracut takes the names that it knows and ignores all others without a word.",
        remedy: "correct the name", source: "dracut 059, dracut.cmdline.7.asc", isError: false)
}
