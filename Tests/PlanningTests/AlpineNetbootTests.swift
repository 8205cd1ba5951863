import Distributions
import Planning
import Provisioning
import Recipes
import TestSupport
import Testing

@Suite("Alpine without a root tree")
struct AlpineNetbootTests {
    private static let position = PlannerTests.position

    private static func at(_ text: String) -> Located<String> { Located(text, at: position) }

    private static let folder = BaseDescription(
        folder: "bases/netboot", os: "alpine", version: "3.23", provenance: "Alpine's netboot files",
        isStandIn: false,
        parts: [.kernel: "/b/kernel", .initrd: "/b/initrd"])

    private static func recipe(
        _ change: (inout Recipe) -> Void = { _ in }, alpine: (inout AlpineSection) -> Void
    ) -> Recipe {
        PlannerTests.recipe("alpine") { recipe in
            var section = AlpineSection(position: position)
            alpine(&section)
            recipe.alpine = section
            var config = CloudConfigSection()
            config.hostname = at("n1")
            recipe.cloudConfig = config
            recipe.files = [FileItem(path: at("/etc/motd"), source: .contents("hi\n"))]
            recipe.links = [LinkItem(path: at("/etc/runlevels/default/own"), target: at("/etc/init.d/own"))]
            change(&recipe)
        }
    }

    private static let index = "P:alpine-base\nI:20000000\nD:busybox\n\nP:busybox\nI:1000000\n\n"

    private static func offline(_ section: inout AlpineSection) {
        section.folder = at("apks")
        section.keys = [at("keys/site.rsa.pub")]
    }

    private static func served(_ section: inout AlpineSection) {
        section.addresses = [at("http://m/main"), at("http://m/community")]
        section.packages = [at("openssh"), at("docker")]
        section.modloop = at("http://m/modloop-virt")
        section.apkovl = at("http://m/{MAC}.apkovl.tar.gz")
    }

    private static func plan(_ recipe: Recipe, folder: Bool = true, index: String = index) throws(Diagnostics)
        -> Plan
    {
        var inputs = PlannerTests.inputs(folder ? Self.folder : nil)
        inputs.provisioning.files["apks/APKINDEX.tar.gz"] = Array(index.utf8)
        return try Planner.plan(recipe, inputs: inputs).plan
    }

    private static func findings(_ recipe: Recipe, folder: Bool = true, index: String = index) -> [Diagnostic]
    {
        do {
            _ = try plan(recipe, folder: folder, index: index)
            return []
        } catch {
            return error.items
        }
    }

    @Test("packages and files embedded: no network, and nobody is waited for")
    func offline() throws {
        let plan = try Self.plan(Self.recipe(alpine: Self.offline))
        try expectGolden(PlanText.render(plan), "alpine-offline-plan.txt")
        #expect(plan.memory.secondRootBytes == 21_000_000)
        #expect(plan.servers.isEmpty)
    }

    @Test("packages, modules and files from the network")
    func network() throws {
        let plan = try Self.plan(Self.recipe(alpine: Self.served))
        try expectGolden(PlanText.render(plan), "alpine-network-plan.txt")
        #expect(plan.memory.secondRootBytes == nil)
        let file = try #require(plan.servers.first)
        #expect(file.path == "alpine/x.apkovl.tar.gz" && file.text == nil)
        let scratch = try Scratch()
        let path = try scratch.write("x.tar.gz", file.bytes)
        let listing = try Command.run([
            "tar", "-xzOf", path, "etc/apk/world", "etc/apk/repositories", "etc/motd",
        ])
        #expect(
            listing.output == "http://m/main\nhttp://m/community\nalpine-base\ndocker\nopenssh\nhi\n",
            "\(listing.output)")
        let names = try Command.run(["tar", "-tzf", path]).output.split(separator: "\n").map(String.init)
        for name in [
            "etc/.default_boot_services", "etc/runlevels/boot/networking", "etc/runlevels/boot/hostname",
            "etc/runlevels/default/own", "etc/runlevels/sysinit/cgroups", "etc/network/interfaces",
        ] { #expect(names.contains(name), "\(name)") }
    }

    @Test("the same recipe gives the same archive")
    func reproducible() throws {
        let recipe = Self.recipe(alpine: Self.served)
        #expect(try Self.plan(recipe).servers == Self.plan(recipe).servers)
    }

    @Test("upstream's netboot files by address, with the modules beside them")
    func upstream() throws {
        let recipe = Self.recipe({ $0.base.version = Self.at("3.23.6") }, alpine: { _ in })
        let plan = try Self.plan(recipe, folder: false)
        #expect(
            plan.commandLine == [
                "apkovl=/kimage.apkovl.tar.gz", "alpine_repo=http://dl-cdn.alpinelinux.org/alpine/v3.23/main",
                "modloop=http://dl-cdn.alpinelinux.org/alpine/v3.23/releases/x86_64/netboot-3.23.6/modloop-virt",
            ])
        #expect(plan.base.artifacts.map(\.role) == [.kernel, .initrd])
    }

    @Test("an own /etc/network/interfaces stays")
    func ownNetwork() throws {
        let recipe = Self.recipe(
            {
                $0.files.append(
                    FileItem(path: Self.at("/etc/network/interfaces"), source: .contents("auto lo\n")))
            },
            alpine: Self.served)
        let scratch = try Scratch()
        let path = try scratch.write("x.tar.gz", try #require(try Self.plan(recipe).servers.first).bytes)
        #expect(try Command.run(["tar", "-xzOf", path, "etc/network/interfaces"]).output == "auto lo\n")
    }

    @Test("Alpine's own initramfs asks for openssl, so embedded packages must hold it")
    func openssl() {
        let recipe = Self.recipe({ $0.base.version = Self.at("3.23.6") }, alpine: Self.offline)
        let found = Self.findings(recipe, folder: false)
        #expect(found.map(\.rule) == ["alpine/packages-incomplete"], "\(found)")
        #expect(found.first?.message.contains("\"openssl\"") == true)
    }

    @Test("a package that the folder does not hold is told before anything boots")
    func missingPackage() {
        let found = Self.findings(
            Self.recipe(alpine: {
                Self.offline(&$0); $0.packages = [Self.at("openssh")]
            }))
        #expect(found.map(\.rule) == ["alpine/packages-incomplete"], "\(found)")
        let broken = Self.findings(Self.recipe(alpine: Self.offline), index: "P:alpine-base\nD:so:libc.so\n")
        #expect(broken.first?.message.contains("alpine-base needs it") == true, "\(broken)")
    }

    @Test(
        "words of the command line that undo the image are refused",
        arguments: [
            ("apkovl=/x", "is kimage's to write"), ("modloop=none", "is kimage's to write"),
            ("alpine_repo=http://x", "is kimage's to write"),
            ("root=/dev/sda", "neither apkovl nor packages"),
            ("ip=dhcp", "wait 12 seconds"),
            ("ip=10.0.0.2::10.0.0.1:255.255.255.0", "boots without a network"),
        ])
    func words(word: String, expected: String) {
        let recipe = Self.recipe({ $0.kernelArguments = [Self.at(word)] }, alpine: Self.offline)
        let found = Self.findings(recipe)
        #expect(found.contains { $0.severity == .error && $0.message.contains(expected) }, "\(found)")
    }

    @Test(
        "a slip in one of Alpine's own words is told, and the kernel's words are not",
        arguments: [
            ("modlop_verify=no", "modloop_verify"), ("rootflag=size=80%", "rootflags"), ("pkg=a", nil),
            ("nomodeset", nil), ("console=ttyS0", nil), ("rootwait", nil), ("noquiet", nil),
            ("modules=nbd", nil),
            ("overlaytmpfss", "overlaytmpfs"), ("virtio_net.napi_tx=0", nil), ("panic=10", nil),
        ])
    func slips(word: String, meant: String?) {
        let found = Alpine().check(commandLine: [Self.at(word)], version: "3.23")
        #expect(found.compactMap(\.hint) == (meant.map { ["did you mean \"\($0)\"?"] } ?? []), "\(found)")
    }

    @Test("files that break a node are refused")
    func files() {
        for (path, text, rule) in [
            ("/lib/apk/db/installed", "", "alpine/package-database"),
            ("/etc/apk/world", "", "alpine/package-database"),
            ("/etc/rc.conf", "rc_sys=\"lxc\"\n", "alpine/container-root"),
            ("/.dockerenv", "", "alpine/container-root"),
        ] {
            let recipe = Self.recipe(
                { $0.files = [FileItem(path: Self.at(path), source: .contents(text))] }, alpine: Self.offline)
            #expect(Self.findings(recipe).map(\.rule) == [rule], "\(path)")
        }
    }

    @Test("a modloop by address is refused where nothing brings the network up")
    func modloop() {
        let recipe = Self.recipe(alpine: {
            Self.offline(&$0); $0.modloop = Self.at("http://m/modloop-virt")
        })
        #expect(Self.findings(recipe).map(\.rule) == ["alpine/modloop-offline"])
        let unknown = Self.recipe(alpine: { $0.addresses = [Self.at("http://m/main")] })
        #expect(Self.findings(unknown).first?.message.contains("modules of this kernel") == true)
    }

    @Test("overlays and devices are refused with what to do instead")
    func overlays() {
        let recipe = Self.recipe(
            {
                $0.overlays = [Overlay(source: Self.at("o"), target: Self.at("/"))]
                $0.devices = [DeviceItem(path: Self.at("/dev/x"), kind: .character, major: 1, minor: 3)]
            }, alpine: Self.offline)
        let found = Self.findings(recipe)
        #expect(found.count == 2 && found[0].hint?.contains("[[file]]") == true, "\(found)")
    }

    @Test("[alpine] is refused on another system and beside a root tree")
    func misplaced() {
        let other = PlannerTests.recipe("rancheros") { $0.alpine = AlpineSection(position: Self.position) }
        let inputs = PlannerTests.inputs()
        do {
            _ = try Planner.plan(other, inputs: inputs)
            Issue.record("[alpine] on RancherOS")
        } catch {
            #expect(error.items.contains { $0.message.contains("for Alpine Linux alone") }, "\(error.items)")
        }
        do {
            _ = try Planner.plan(
                Self.recipe(alpine: Self.offline), inputs: PlannerTests.inputs(PlannerTests.alpineFolder))
            Issue.record("[alpine] beside a root tree")
        } catch {
            #expect(
                error.items.contains { $0.message.contains("this one has a root tree") }, "\(error.items)")
        }
    }

    @Test("what the archive holds is rendered")
    func rendered() throws {
        var inputs = PlannerTests.inputs(Self.folder)
        inputs.provisioning.files["apks/APKINDEX.tar.gz"] = Array(Self.index.utf8)
        let rendering = try Planner.render(Self.recipe(alpine: Self.offline), for: nil, inputs: inputs)
            .rendering
        #expect(rendering.items.map(\.path).contains("/etc/apk/world"))
        #expect(rendering.commandLine.contains("ip=none"))
    }
}
