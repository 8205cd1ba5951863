import Distributions
import Planning
import Recipes
import Testing

@Suite("Words of the network, and folders that outlive a reboot")
struct NetworkWordsTests {
    private static let position = SourcePosition(file: "recipes/x.toml", line: 9, column: 8)

    private static let debianFolder = BaseDescription(
        folder: "bases/debian", os: "debian", version: "12", provenance: "Debian 12", isStandIn: false,
        parts: [.kernel: "/b/kernel", .root: "/b/root.tar.gz", .busybox: "/b/busybox"])

    private static func recipe(
        _ os: String = "debian", _ type: RootType = .nbd, words: [String] = [], persist: [PersistItem] = []
    ) -> Recipe {
        PlannerTests.recipe(os) {
            var root = RootSection(position: position, type: Located(type, at: position))
            root.server = type.needsServer ? Located("10.0.0.1", at: position) : nil
            root.persist = persist
            $0.root = root
            $0.kernelArguments = words.map { Located($0, at: position) }
        }
    }

    private static func persist(_ path: String, options: String? = nil) -> PersistItem {
        PersistItem(path: Located(path, at: position), place: .nfs("10.0.0.1:/x"), options: options)
    }

    private static func plan(
        _ recipe: Recipe, base: BaseDescription? = nil
    ) throws -> (plan: Plan, warnings: [Diagnostic]) {
        try Planner.plan(recipe, inputs: PlannerTests.inputs(base ?? debianFolder))
    }

    private static func errors(_ recipe: Recipe, base: BaseDescription? = nil) -> [String] {
        do {
            _ = try plan(recipe, base: base)
            return []
        } catch let error as Diagnostics {
            return error.items.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "words that stage one would fail at are errors, with their place",
        arguments: [
            ("vlan=eth0.42", "expected vlan=NAME:CARD"),
            ("vlan=:eth0", "expected vlan=NAME:CARD"),
            ("vlan=uplink:eth0", "there are none"),
            ("vlan=eth0.0:eth0", "1 to 4094"),
            ("vlan=eth0.4095:eth0", "1 to 4094"),
            ("vlan=eth0.99999999999999999999:eth0", "longer than the 15 bytes"),
            ("kimage.vlan=x:eth0", "there are none"),
            ("ip=[fe80::1]::::eth0:none", "by IPv4"),
            ("ip=off", "leaves the network off"),
            ("ip=eth0:auto6", "\"auto6\" is no way"),
            ("ip=10.0.0.2::10.0.0.1:", "without a network mask"),
            ("kimage.ip=10.0.0.2::10.0.0.1", "without a network mask"),
            ("ip=:::::eth0:none", "leaves the network off"),
        ])
    func refused(_ word: String, _ why: String) throws {
        let errors = Self.errors(Self.recipe(words: [word]))
        #expect(errors.count == 1)
        let line = try #require(errors.first)
        #expect(line.hasPrefix("recipes/x.toml:9:8: error: \"\(word)\": ") && line.contains(why), "\(line)")
        // Without a network of stage one's they mean what the system makes of them.
        #expect(Self.errors(Self.recipe("debian", .ram, words: [word])).isEmpty)
    }

    @Test(
        "what the kernel and dracut take",
        arguments: [
            "ip=dhcp", "ip=", "ip=eth0:dhcp", "ip=10.0.0.2::10.0.0.1:255.255.255.0::eth0:none:10.0.0.3",
            "ip=10.0.0.2:10.0.0.9:10.0.0.1:24:host:eth0", "ip=::::host:eth0:dhcp",
            "BOOTIF=01-52-54-00-12-34-56",
            "nameserver=10.0.0.3", "vlan=vlan0005:enp1s0", "kimage.ip=dhcp",
        ])
    func accepted(_ word: String) throws {
        #expect(try Self.plan(Self.recipe(words: [word])).warnings.isEmpty)
    }

    @Test("a VLAN's module is wanted where the recipe asks for one, and welcome where the boot loader may")
    func vlan() throws {
        for words in [["vlan=eth0.42:eth0"], ["kimage.vlan=vlan42:eth0"]] {
            let root = try #require(try Self.plan(Self.recipe(words: words)).plan.root)
            #expect(
                RootParts(root).modules.contains("8021q") && !RootParts(root).usefulModules.contains("8021q"))
        }
        let root = try #require(try Self.plan(Self.recipe()).plan.root)
        #expect(!RootParts(root).modules.contains("8021q") && RootParts(root).usefulModules.contains("8021q"))
        #expect(Self.errors(Self.recipe(words: ["vlan=eth0.1:eth0", "vlan=eth0.2:eth0"])).count == 1)
    }

    @Test("what stage one does not know is said")
    func bond() throws {
        let warnings = try Self.plan(Self.recipe(words: ["bond=bond0:eth0,eth1"])).warnings
        #expect(
            warnings.map(\.message) == ["stage one knows no bond=: it brings the root up by a single card"])
    }

    @Test("ip=dhcp on Alpine: the kernel would wait for a card, stage one asks anyway")
    func alpine() throws {
        let line = try #require(
            Self.errors(Self.recipe("alpine", words: ["ip=dhcp"]), base: PlannerTests.alpineFolder).first)
        #expect(line.contains("wait 12 seconds") && line.contains("kimage.ip="), "\(line)")
    }

    @Test("the module of a persisting folder's NFS is that of its version")
    func versions() throws {
        for (options, module) in [
            (nil, "nfsv4"), ("vers=3,port=7", "nfsv3"), ("noatime,nfsvers=3", "nfsv3"), ("vers=4.2", "nfsv4"),
        ] {
            let root = try #require(
                try Self.plan(Self.recipe("debian", .ram, persist: [Self.persist("/srv", options: options)]))
                    .plan.root)
            #expect(RootParts(root).modules == ["af_packet", "nfs", module], "\(options ?? "")")
        }
        let unknown = Self.recipe("debian", .ram, persist: [Self.persist("/srv", options: "vers=5")])
        #expect(Self.errors(unknown).first?.contains("there is no version 5 of NFS") == true)
        let damaging = Self.recipe("alpine", .ram, persist: [Self.persist("/srv", options: "vers=4.2")])
        #expect(
            Self.errors(damaging, base: PlannerTests.alpineFolder).first?
                .contains("NFS 4.2 does not work here") == true)
    }

    @Test("the store of a runtime on NFS is warned of, at its line, where it really lies there")
    func stores() throws {
        func warnings(_ type: RootType, _ path: String) throws -> [String] {
            try Self.plan(
                Self.recipe("alpine", type, persist: [Self.persist(path)]), base: PlannerTests.alpineFolder
            )
            .warnings.map(\.description)
        }
        let line = try #require(try warnings(.ram, "/var/lib/docker").first)
        #expect(
            line.hasPrefix(
                "recipes/x.toml:9:8: warning: /var/lib/docker would lie on 10.0.0.1:/x, and the kernel lays no overlay "
                    + "over NFS"), "\(line)")
        #expect(try warnings(.ram, "/var/lib").count == 2)
        // There each store has a tmpfs of its own.
        #expect(try warnings(.nbd, "/var/lib").isEmpty)
        #expect(try warnings(.nbd, "/var/lib/docker").count == 1)
        #expect(try warnings(.ram, "/srv").isEmpty)
    }
}
