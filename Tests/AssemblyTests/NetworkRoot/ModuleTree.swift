import Archives
import Initramfs

/// Root archives with modules of a made-up kernel.
enum ModuleTree {
    static let release = "6.1.0-5-cloud-amd64"

    /// What a module is here: an ELF file's first bytes and its name.
    static func contents(_ name: String) -> [UInt8] { [0x7f, 0x45, 0x4c, 0x46] + Array(name.utf8) }

    private static let paths = [
        "kernel/net/core/failover.ko.zst", "kernel/drivers/net/net_failover.ko.xz",
        "kernel/drivers/net/virtio_net.ko.gz", "kernel/drivers/virtio/virtio.ko",
        "kernel/drivers/virtio/virtio_pci.ko.zst", "kernel/drivers/net/ethernet/maker/card-one.ko.zst",
        "kernel/drivers/net/phy/transceiver.ko.zst", "kernel/drivers/net/wireless/radio.ko.zst",
        "kernel/drivers/block/nbd.ko.zst", "kernel/fs/other.ko.zst", "kernel/crypto/crc32c-fast.ko.zst",
    ]

    static func sample(_ folder: String = "usr/lib/modules", release: String = release) throws -> RootTarball
    {
        var tar = RootTarball()
        tar.folder("usr/lib")
        if folder.hasPrefix("usr/") { tar.link("lib", to: "usr/lib") }
        let base = "\(folder)/\(release)"
        for path in paths {
            let name = String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
            tar.add("\(base)/\(path)", .file, try packed(contents(name), path))
        }
        let dependencies = """
            kernel/net/core/failover.ko.zst:
            kernel/drivers/net/net_failover.ko.xz: kernel/net/core/failover.ko.zst
            kernel/drivers/net/virtio_net.ko.gz: kernel/drivers/net/net_failover.ko.xz kernel/net/core/failover.ko.zst kernel/drivers/virtio/virtio.ko
            kernel/drivers/virtio/virtio.ko:
            kernel/drivers/virtio/virtio_pci.ko.zst: kernel/drivers/virtio/virtio.ko
            kernel/drivers/net/ethernet/maker/card-one.ko.zst:
            kernel/drivers/net/phy/transceiver.ko.zst:
            kernel/drivers/net/wireless/radio.ko.zst:
            kernel/drivers/block/nbd.ko.zst:
            kernel/fs/other.ko.zst: kernel/drivers/block/nbd.ko.zst
            kernel/crypto/crc32c-fast.ko.zst:

            """
        let texts = [
            "modules.dep": dependencies, "modules.builtin": "kernel/fs/ext4/ext4.ko\n",
            "modules.builtin.modinfo": "loop.file=drivers/block/loop\0loop.license=GPL\0",
            "modules.alias": "alias pci:v1af4* virtio_net\nalias crc32c crc32c_fast\nalias fs-other other\n",
            "modules.softdep": "# a comment\nsoftdep nbd pre: crc32c absent\nsoftdep other pre: radio\n",
            "modules.order": "kernel/drivers/block/nbd.ko\nkernel/fs/other.ko\n",
        ]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            tar.add("\(base)/\(name)", .file, Array(text.utf8))
        }
        return tar
    }

    /// The bytes as the path's suffix says.
    static func packed(_ bytes: [UInt8], _ path: String) throws -> [UInt8] {
        if path.hasSuffix(".zst") {
            var sink = try ZstdSink(MemorySink(), level: 3, pledgedSize: nil)
            try sink.write(bytes)
            return try sink.finish().bytes
        }
        if path.hasSuffix(".xz") {
            var sink = try XzSink(MemorySink(), level: 1, contentSize: UInt64(bytes.count), threads: 2)
            try sink.write(bytes)
            return try sink.finish().bytes
        }
        guard path.hasSuffix(".gz") else { return bytes }
        var encoder = try FilterEncoder(.gzip(level: 6))
        let start = try bytes.withUnsafeBytes { try encoder.write($0) }
        return start + (try encoder.finish())
    }
}
