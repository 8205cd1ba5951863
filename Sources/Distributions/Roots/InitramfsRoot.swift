import Initramfs
import Recipes

/// A root tree that is the initramfs itself: the kernel starts `/init`, a few lines that check the seal, set the file
/// capabilities which newc has no room for, and hand over.
package enum InitramfsRoot {
    static func segment() -> PlannedSegment {
        PlannedSegment(
            name: "init", compression: .none, placement: .initrd,
            items: [
                PlannedItem(
                    path: "/init",
                    content: .file(
                        .bytes(PackageResources.initramfs_init_sh), mode: 0o755, owner: .root)),
                // The kernel opens it before it starts /init (init/main.c, console_on_rootfs).
                PlannedItem(path: "/dev", content: .directory(mode: 0o755, owner: .root)),
                PlannedItem(
                    path: "/dev/console",
                    content: .device(.character, major: 5, minor: 1, mode: 0o600, owner: .root)),
            ])
    }
}
