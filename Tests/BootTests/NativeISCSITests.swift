import FoundationEssentials
import TestSupport
import Testing

/// Flatcar's own iSCSI root: dracut logs in to a target with the command line that kimage wrote, and / is the file system
/// on it.
@Suite("NativeISCSITests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct NativeISCSITests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }

    init() throws {
        image = try BootedImage()
    }

    /// In a network of its own, where the server has the address that the recipe names: a guest behind QEMU's own network
    /// reaches it, and discovery names it. (Behind 10.0.2.2 discovery would name 127.0.0.1.) Only the initiator that the
    /// recipe names may log in.
    private static let script = """
        set -eu
        ip link set lo up
        ip address add 192.0.2.1/32 dev lo
        export TGT_IPC_SOCKET=$PWD/tgtd.socket
        tgtd -f -C 1 --iscsi portal=192.0.2.1:3260 >tgtd.log 2>&1 &
        server=$!
        trap 'kill -KILL $server' EXIT
        admin() { tgtadm -C 1 --lld iscsi "$@"; }
        tries=0
        until admin --op show --mode system >tgtadm.log 2>&1 || [ $tries -gt 100 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        admin --op new --mode target --tid 1 -T iqn.2026-01.org.kimage:node1
        admin --op new --mode logicalunit --tid 1 --lun 1 -b "$PWD/node.img"
        admin --op bind --mode target --tid 1 -Q iqn.2026-01.org.kimage:flatcar
        "$@"

        """

    @Test(
        "Flatcar's initramfs logs in to the target with the written command line, and keeps the node's state on it"
    )
    func flatcar() throws {
        let system = BootedSystem.flatcar
        let estimate = try image.build(
            system.recipe, base: "flatcar-iscsi-standin",
            options: [
                "root.type=iscsi", "root.server=\"192.0.2.1\"",
                "root.target=\"iqn.2026-01.org.kimage:node1\"",
                "root.initiator=\"iqn.2026-01.org.kimage:flatcar\"",
            ].flatMap { ["--set", $0] })
        // An empty one, as a new node has it.
        let disk = try Command.run(
            ["mke2fs", "-q", "-t", "ext4", "-L", "ROOT", "node.img", "512M"], in: scratch.path)
        try #require(disk.status == 0, "\(disk.errors)")
        let script = try scratch.write("serve.sh", Self.script)
        // Written through: QEMU is ended as soon as the text is there, with what the guest would have written later.
        let result = try image.run(
            system.recipe, expect: system.ready, memory: estimate + 64, timeout: 600,
            options: ["--append", "rootflags=sync"],
            prefix: ["unshare", "--net", "sh", script])
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(2000))")
        for line in system.lines + [
            "flatcar-standin: mount / ext4 rw", "flatcar-standin: mount /usr squashfs ro",
        ] {
            #expect(result.output.contains(line), "\(line)\n\(result.output.suffix(4000))")
        }
        let name = try Command.run(["debugfs", "-R", "cat /etc/hostname", "node.img"], in: scratch.path)
        #expect(name.output.contains("flatcar-node"), "\(name.output)\(name.errors)")
    }
}
