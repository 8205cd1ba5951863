import Distributions
import Initramfs
import Machine
import Testing

@testable import Assembly

@Suite struct RootDriversTests {
    private static func load(
        _ tar: RootTarball, _ request: DriverRequest, in folder: String, initrd: RootDrivers.Initrd? = nil
    ) throws -> RootDrivers {
        try RootDrivers.load(
            try tar.part("\(folder)/root.tar"), request, initrd: initrd, cache: try CacheFolder(home: folder))
    }

    /// The contents of the item at a path of the release's folder.
    private static func text(_ drivers: RootDrivers, _ name: String) throws -> String? {
        let path = "/lib/modules/\(drivers.release)/\(name)"
        guard let item = drivers.items.first(where: { $0.path == path }), let source = item.content.source
        else { return nil }
        return String(decoding: try bytes(source), as: UTF8.self)
    }

    @Test func modulesComeUnpackedWithAllThatTheyNeed() throws {
        try withScratch { folder in
            let request = DriverRequest(
                modules: ["nbd", "ext4", "loop"], optionalModules: ["absent"],
                networkDrivers: .named(["virtio-net"]))
            let drivers = try Self.load(try ModuleTree.sample(), request, in: folder)
            #expect(drivers.isNew)
            #expect(drivers.release == ModuleTree.release)
            // virtio_pci: a card is found by its bus; crc32c_fast by the alias in a softdep.
            #expect(
                drivers.modules == [
                    "crc32c_fast", "failover", "nbd", "net_failover", "virtio", "virtio_net", "virtio_pci",
                ])
            #expect(drivers.builtin == ["ext4", "loop"])
            for (path, name) in [
                ("kernel/drivers/net/virtio_net.ko", "virtio_net"), ("kernel/drivers/block/nbd.ko", "nbd"),
                ("kernel/drivers/net/net_failover.ko", "net_failover"),
                ("kernel/drivers/virtio/virtio.ko", "virtio"),
            ] {
                let expected = String(decoding: ModuleTree.contents(name), as: UTF8.self)
                let found = try Self.text(drivers, path)
                #expect(found == expected)
            }
            let dependencies = try Self.text(drivers, "modules.dep")
            #expect(
                dependencies == """
                    kernel/net/core/failover.ko:
                    kernel/drivers/net/net_failover.ko: kernel/net/core/failover.ko
                    kernel/drivers/net/virtio_net.ko: kernel/drivers/net/net_failover.ko kernel/net/core/failover.ko kernel/drivers/virtio/virtio.ko
                    kernel/drivers/virtio/virtio.ko:
                    kernel/drivers/virtio/virtio_pci.ko: kernel/drivers/virtio/virtio.ko
                    kernel/drivers/block/nbd.ko:
                    kernel/crypto/crc32c-fast.ko:

                    """)
            let others = try ["modules.alias", "modules.softdep", "modules.order"].map {
                try Self.text(drivers, $0)
            }
            #expect(
                others == [
                    "alias pci:v1af4* virtio_net\nalias crc32c crc32c_fast\n",
                    "softdep nbd pre: crc32c absent\n", "kernel/drivers/block/nbd.ko\n",
                ])
        }
    }

    @Test func allNetworkDriversAreThoseOfCards() throws {
        try withScratch { folder in
            let drivers = try Self.load(
                try ModuleTree.sample("lib/modules"), DriverRequest(networkDrivers: .all), in: folder)
            #expect(
                drivers.modules == [
                    "card_one", "failover", "net_failover", "transceiver", "virtio", "virtio_net",
                    "virtio_pci",
                ])
        }
    }

    @Test func theSecondTimeComesFromTheCache() throws {
        try withScratch { folder in
            let request = DriverRequest(modules: ["nbd"])
            let first = try Self.load(try ModuleTree.sample(), request, in: folder)
            let second = try Self.load(try ModuleTree.sample(), request, in: folder)
            #expect((first.isNew, second.isNew) == (true, false))
            #expect(first.items == second.items)
            #expect((first.modules, first.bytes) == (second.modules, second.bytes))
            // A file that has gone is taken again.
            if let path = first.items.first?.content.source { try Directory.removeTree(path) }
            let third = try Self.load(try ModuleTree.sample(), request, in: folder)
            #expect(third.isNew)
            #expect(third.items == first.items)
            #expect(try names(in: "\(folder)/kimage/drivers").filter { $0.hasPrefix(".") } == [])
        }
    }

    @Test func aMissingModuleIsNamed() throws {
        try withScratch { folder in
            let request = DriverRequest(modules: ["nbd", "iscsi_tcp"], networkDrivers: .named(["e1000"]))
            let fault = failure(RootDriversFault.self) {
                _ = try Self.load(try ModuleTree.sample(), request, in: folder)
            }
            #expect(
                fault?.description
                    == "stage one needs the modules iscsi_tcp, e1000, which are neither in the root "
                    + "nor built into its kernel 6.1.0-5-cloud-amd64; the package linux-image-amd64 may have it"
            )
            let left = try names(in: "\(folder)/kimage/drivers")
            #expect(left == [])
        }
    }

    @Test func theReleaseIsTheOneThatIsThereOrAskedFor() throws {
        try withScratch { folder in
            var tar = try ModuleTree.sample()
            let other = DriverRequest(release: "6.2.0", modules: ["nbd"])
            let wrong = failure(RootDriversFault.self) { _ = try Self.load(tar, other, in: folder) }
            #expect(wrong?.description.contains("no modules of the kernel 6.2.0, only of 6.1.0-5") == true)
            tar.add("usr/lib/modules/6.2.0/modules.dep", .file, Array("kernel/nbd.ko:\n".utf8))
            tar.add("usr/lib/modules/6.2.0/kernel/nbd.ko", .file, ModuleTree.contents("nbd"))
            let several = failure(RootDriversFault.self) {
                _ = try Self.load(tar, DriverRequest(modules: ["nbd"]), in: folder)
            }
            #expect(several?.description.contains("several kernels (6.1.0-5-cloud-amd64, 6.2.0)") == true)
            let chosen = DriverRequest(release: "6.2.0", modules: ["nbd"], networkDrivers: .none)
            #expect(try Self.load(tar, chosen, in: folder).modules == ["nbd"])
            let none = failure(RootDriversFault.self) {
                _ = try Self.load(RootTarball(), DriverRequest(modules: ["nbd"]), in: folder)
            }
            #expect(none?.description.hasPrefix("the root has no kernel modules") == true)
        }
    }

    @Test func aDamagedModuleIsRefused() throws {
        try withScratch { folder in
            for bad in [Array("no module".utf8), [0x28, 0xb5, 0x2f, 0xfd, 1, 2], [0x1f, 0x8b, 8, 0]] {
                var tar = try ModuleTree.sample()
                let path = "usr/lib/modules/\(ModuleTree.release)/kernel/drivers/block/nbd.ko.zst"
                tar.add(path, .file, bad)
                let fault = failure(RootDriversFault.self) {
                    _ = try Self.load(tar, DriverRequest(modules: ["nbd"]), in: folder)
                }
                #expect(fault?.description.contains("nbd.ko.zst of the root cannot be unpacked") == true)
            }
        }
    }

    @Test func modulesOfTheInitrdStayKnown() throws {
        try withScratch { folder in
            var held = BaseTable()
            let base = "lib/modules/\(ModuleTree.release)/kernel"
            for path in ["\(base)/fs/other.ko.gz", "\(base)/drivers/net/wireless/radio.ko.zst"] {
                held.set(try EntryName(path), EntryMetadata(kind: .regular, permissions: 0o644))
            }
            let part = ImagePart(
                role: .initrd, path: "none", size: 0, digest: ContentHasher.digest(Array("initrd".utf8)))
            let drivers = try Self.load(
                try ModuleTree.sample(), DriverRequest(modules: ["nbd"], networkDrivers: .none), in: folder,
                initrd: RootDrivers.Initrd(part: part, tree: held))
            #expect(drivers.modules == ["crc32c_fast", "nbd"])
            let dependencies = try Self.text(drivers, "modules.dep")
            #expect(
                dependencies == """
                    kernel/drivers/net/wireless/radio.ko.zst:
                    kernel/drivers/block/nbd.ko:
                    kernel/fs/other.ko.gz: kernel/drivers/block/nbd.ko
                    kernel/crypto/crc32c-fast.ko:

                    """)
        }
    }
}
