import Distributions
import Planning
import Recipes
import TestSupport
import Testing

@Suite("Where the root lies")
struct RootPlanTests {
    private static let position = SourcePosition(file: "recipes/x.toml", line: 9, column: 8)

    private static let debianFolder = BaseDescription(
        folder: "bases/debian", os: "debian", version: "12", provenance: "Debian 12", isStandIn: false,
        parts: [.kernel: "/b/kernel", .root: "/b/root.tar.gz", .busybox: "/b/busybox"])

    private static func recipe(
        _ os: String, _ type: RootType, _ change: (inout RootSection) -> Void = { _ in }
    )
        -> Recipe
    {
        PlannerTests.recipe(os) {
            var root = RootSection(position: position, type: Located(type, at: position))
            root.server =
                type.needsServer ? Located("10.0.0.1", at: position) : nil
            root.url = type == .http ? Located("http://10.0.0.1/r", at: position) : nil
            change(&root)
            $0.root = root
        }
    }

    private static func plan(_ recipe: Recipe, _ base: BaseDescription? = debianFolder) throws -> Plan {
        try Planner.plan(recipe, inputs: PlannerTests.inputs(base)).plan
    }

    @Test("what a table says is what plans do", arguments: Systems.all.map(\.os))
    func tableAndPlans(_ os: String) throws {
        let system = try #require(Systems.named(os))
        let parts: [ArtifactRole: String] = [
            .kernel: "/b/kernel", .initrd: "/b/initrd", .root: "/b/root.tar.gz", .busybox: "/b/busybox",
        ]
        let base = BaseDescription(
            folder: "b", os: os, version: system.checkedVersion, provenance: "p", isStandIn: true,
            parts: parts)
        for type in RootType.allCases {
            let recipe = Self.recipe(os, type)
            switch system.root(type) {
            case .refused(let reason, let source):
                #expect(!reason.isEmpty && !source.isEmpty)
                #expect(throws: Diagnostics.self) { try Self.plan(recipe, base) }
            case .native, .stageOne:
                let plan = try Self.plan(recipe, base)
                #expect(plan.root?.type == type, "\(os) \(type)")
            }
        }
    }

    @Test("a refusal says why, where it is known from, and what is possible")
    func refusal() throws {
        do {
            _ = try Self.plan(Self.recipe("rancheros", .nfs), nil)
            Issue.record("RancherOS got an NFS root")
        } catch let error as Diagnostics {
            let line = try #require(error.items.first?.description)
            #expect(
                line
                    == "recipes/x.toml:9:8: error: RancherOS cannot have its root by NFS: its kernel has neither IP_PNP nor "
                    + "ROOT_NFS, and its init mounts no root over a network (rancher/os-kernel, "
                    + "config/x86/kernel-config); possible are ram; kimage roots lists every system")
        }
    }

    @Test("Debian by NBD, to the letter")
    func debian() throws {
        try expectGolden(PlanText.render(try Self.plan(Self.recipe("debian", .nbd))), "debian-nbd-plan.txt")
    }

    @Test("what stage one is told")
    func configuration() throws {
        let root = try #require(
            try Self.plan(
                Self.recipe("debian", .nfs) {
                    $0.version = Located("3", at: Self.position)
                    $0.size = Located("512m", at: Self.position)
                    $0.persist = [
                        PersistItem(
                            path: Located("/var/lib/docker", at: Self.position), place: .label("STATE"),
                            fileSystem: "ext4", options: "noatime"),
                        PersistItem(
                            path: Located("/srv", at: Self.position), place: .nfs("10.0.0.1:/srv/x")),
                    ]
                }
            ).root)
        #expect(
            RootConfiguration.text(root, image: (4096, "ab")) == """
                type=nfs
                format=tree
                server=10.0.0.1
                port=2049
                export=/srv/kimage/x
                version=3
                size=512m
                stores=/var/lib/containerd
                persist=/var/lib/docker label STATE ext4 noatime
                persist=/srv nfs 10.0.0.1:/srv/x

                """)
        let parts = RootParts(root)
        #expect(parts.modules == ["af_packet", "overlay", "nfs", "nfsv3", "ext4", "nfsv4"])
        #expect(parts.usefulModules.contains("nvme") && parts.needsNetwork && parts.programs.isEmpty)
    }

    @Test("the image's digest is part of what stage one is told, of an image only")
    func digest() throws {
        let root = try #require(try Self.plan(Self.recipe("debian", .http)).root)
        let text = RootConfiguration.text(root, image: (4096, "ab"))
        #expect(text.contains("\nurl=http://10.0.0.1/r\nbytes=4096\nsha256=ab\nverify=digest\n"))
    }

    private static func verified(_ os: String, _ type: RootType, _ format: RootFormat? = nil) -> Recipe {
        recipe(os, type) {
            $0.format = format.map { Located($0, at: position) }
            $0.verify = Located(
                "verity", at: SourcePosition(file: "recipes/x.toml", line: 12, column: 10))
        }
    }

    @Test("Debian by NBD with a hash tree, to the letter")
    func verity() throws {
        try expectGolden(
            PlanText.render(try Self.plan(Self.verified("debian", .nbd))), "debian-nbd-verity-plan.txt")
    }

    @Test("what stage one is told of a hash tree, and what it needs for one")
    func verityConfiguration() throws {
        let root = try #require(try Self.plan(Self.verified("debian", .iscsi, .erofs)).root)
        #expect(root.hasVerity)
        let tree = VerityTree(rootHash: "cd", salt: "ef", dataBytes: 4096)
        #expect(
            RootConfiguration.text(root, image: (12288, "ab"), verity: tree).contains(
                "\nbytes=12288\nsha256=ab\nverify=verity\nroothash=cd\nhashoffset=4096\nsalt=ef\n"))
        let parts = RootParts(root)
        #expect(
            parts.modules == [
                "af_packet", "overlay", "erofs", "iscsi_tcp", "sd_mod", "dm_mod", "dm_verity",
            ])
        #expect(parts.programs == ["iscsistart", "dmsetup"] && parts.usefulPrograms == ["iscsid"])
        #expect(parts.usefulModules.contains("sha256_ssse3"))
        let plain = RootParts(try #require(try Self.plan(Self.recipe("debian", .nbd)).root))
        #expect(!plain.modules.contains("dm_verity") && plain.usefulPrograms == ["dmsetup"])
        let nbd = RootParts(try #require(try Self.plan(Self.verified("debian", .nbd)).root))
        #expect(nbd.programs == ["nbd-client", "dmsetup"] && nbd.usefulPrograms.isEmpty)
        #expect(nbd.usefulModules.contains("dm_multipath") && !nbd.usefulModules.contains("dm_mod"))
    }

    @Test(
        "the blocks of a tree", arguments: [(1, 1), (2, 2), (128, 2), (129, 4), (16384, 130), (16385, 133)])
    func verityBytes(_ blocks: UInt64, _ expected: UInt64) {
        #expect(VerityTree.bytes(dataBytes: blocks * 4096) == expected * 4096)
    }

    @Test(
        "a hash tree is refused where the image is in RAM whole",
        arguments: [(RootType.ram, RootFormat.squashfs), (.ram, .erofs), (.http, .squashfs), (.http, .erofs)])
    func verityInRAM(_ type: RootType, _ format: RootFormat) {
        let error = #expect(throws: Diagnostics.self) { try Self.plan(Self.verified("debian", type, format)) }
        #expect(
            error?.items.map(\.description) == [
                "recipes/x.toml:12:10: error: root.verify: \"verity\" is for an image that stays on a server (nbd, iscsi); "
                    + "this one is in the node's RAM whole, where its digest tells before anything is started what a hash "
                    + "tree would tell a running system; verify = \"digest\""
            ])
    }

    @Test(
        "a hash tree is refused where the system mounts its root itself",
        arguments: [
            ("flatcar", RootType.iscsi), ("fedora-coreos", .http), ("atomic", .http), ("rancheros", .ram),
        ])
    func verityOfNativeRoots(_ os: String, _ type: RootType) throws {
        let system = try #require(Systems.named(os))
        let base = BaseDescription(
            folder: "b", os: os, version: system.checkedVersion, provenance: "p", isStandIn: true,
            parts: [.kernel: "/b/kernel", .initrd: "/b/initrd", .root: "/b/root.img"])
        let error = #expect(throws: Diagnostics.self) { try Self.plan(Self.verified(os, type), base) }
        let line = error?.items.first { $0.message.hasPrefix("root.verify") }?.description ?? ""
        #expect(
            line.hasPrefix(
                "recipes/x.toml:12:10: error: root.verify is for systems whose root stage one mounts; in "
                    + system.title + " "), "\(line)")
        #expect(line.hasSuffix("; take it out"), "\(line)")
    }

    @Test("an http root without an address is refused")
    func address() throws {
        let recipe = Self.recipe("debian", .http) { $0.url = nil }
        do {
            _ = try Self.plan(recipe)
            Issue.record("no address, no error")
        } catch let error as Diagnostics {
            #expect(error.items.first?.message == "a node must know where it fetches its root")
        }
        var known = recipe
        known.boot.url = Located("http://10.0.0.1/kimage", at: Self.position)
        #expect(try Self.plan(known).root?.url == "http://10.0.0.1/kimage/x/rootfs.squashfs")
    }

    @Test("a version of NFS that the system's kernel cannot read programs by is refused")
    func nfsVersion() throws {
        let recipe = Self.recipe("alpine", .nfs) { $0.version = Located("4.2", at: Self.position) }
        do {
            _ = try Self.plan(recipe, PlannerTests.alpineFolder)
            Issue.record("NFS 4.2 went through")
        } catch let error as Diagnostics {
            #expect(error.items.first?.message.hasPrefix("NFS 4.2 does not work here") == true)
        }
        #expect(
            try Self.plan(Self.recipe("alpine", .nfs), PlannerTests.alpineFolder).root?.version == "4.1")
    }

    @Test("a root in RAM as cpio makes the tree the initramfs")
    func cpio() throws {
        let plan = try Self.plan(
            Self.recipe("debian", .ram) { $0.format = Located(.cpio, at: Self.position) })
        #expect(plan.initrdParts.isEmpty && plan.segments.first?.name == "init")
        #expect(plan.root?.isOverlay == false && plan.memory.secondRootFraction == nil)
    }

    @Test("keys that only stage one acts on are refused where the system mounts its root itself")
    func idleKeys() throws {
        let recipe = Self.recipe("fedora-coreos", .http) { $0.size = Located("50%", at: Self.position) }
        do {
            _ = try Self.plan(recipe, nil)
            Issue.record("size was ignored")
        } catch let error as Diagnostics {
            #expect(
                error.items.contains { $0.message.hasPrefix("root.size is for systems whose root stage one") }
            )
        }
        let plan = try Self.plan(Self.recipe("fedora-coreos", .http), nil)
        #expect(plan.commandLine.contains("coreos.live.rootfs_url=http://10.0.0.1/r"))
        #expect(plan.initrdParts == [.initrd] && plan.servedParts == [.root: "rootfs.img"])
    }

    @Test(
        "Flatcar's dracut is told the target and to wait for networkd; no ip=, which would hold it up"
    )
    func flatcarISCSI() throws {
        let recipe = Self.recipe("flatcar", .iscsi) {
            $0.target = Located("iqn.2026-01.org.kimage:n1", at: Self.position)
            $0.initiator = Located("iqn.2026-01.org.kimage:i1", at: Self.position)
        }
        let base = BaseDescription(
            folder: "b", os: "flatcar", version: "4230.2.4", provenance: "p", isStandIn: true,
            parts: [.kernel: "/b/kernel", .initrd: "/b/initrd"])
        #expect(
            try Self.plan(recipe, base).commandLine.prefix(5) == [
                "flatcar.first_boot=1", "netroot=iscsi:10.0.0.1::3260:1:iqn.2026-01.org.kimage:n1",
                "rd.iscsi.initiator=iqn.2026-01.org.kimage:i1", "rd.networkd=1", "root=LABEL=ROOT",
            ])
    }

    @Test("a root that is the initramfs itself has no stage one that could act on these")
    func cpioKeys() throws {
        let recipe = Self.recipe("debian", .ram) {
            $0.format = Located(.cpio, at: Self.position)
            $0.size = Located("50%", at: Self.position)
            $0.stores = [Located("/var/lib/docker", at: Self.position)]
        }
        do {
            _ = try Self.plan(recipe)
            Issue.record("size and stores were ignored")
        } catch let error as Diagnostics {
            #expect(
                error.items.map(\.message) == [
                    "root.size is stage one's, which a root that is the initramfs itself does not have",
                    "root.stores is stage one's, which a root that is the initramfs itself does not have",
                ])
        }
    }

    @Test("stage one is told of stores and debug of a root in RAM, too")
    func archiveKeys() throws {
        let plain = try #require(try Self.plan(Self.recipe("debian", .ram)).root)
        #expect(plain.isPlain)
        for change: (inout RootSection) -> Void in [
            { $0.stores = [Located("/srv/x", at: Self.position)] }, { $0.isDebug = true },
            { $0.size = Located("1g", at: Self.position) },
        ] {
            let root = try #require(try Self.plan(Self.recipe("debian", .ram, change)).root)
            #expect(!root.isPlain)
        }
    }
}
