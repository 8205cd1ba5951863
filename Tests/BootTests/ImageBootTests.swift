import FoundationEssentials
import TestSupport
import Testing

/// Images of this package's own recipes, built and booted as the README says.
@Suite("ImageBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct ImageBootTests {
    private let image: BootedImage
    private var scratch: Scratch { image.scratch }

    init() throws {
        image = try BootedImage()
    }

    private func build(_ recipe: String, base: String) throws -> Int {
        try image.build(recipe, base: base)
    }

    private func run(
        _ name: String, expect: String, memory: Int, timeout: Int = 300
    ) throws -> CommandResult {
        try image.run(name, expect: expect, memory: memory, timeout: timeout)
    }

    @Test("the RancherOS stand-in finds what the recipe says, with the estimated RAM")
    func rancherOS() throws {
        let estimate = try build("rancher", base: "rancheros-standin")
        let result = try run("rancher", expect: "ros-standin: ready", memory: estimate)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        for line in [
            "ros-standin: hostname agent", "ros-standin: ssh key 1: ssh-ed25519",
            "ros-standin: docker registry_mirror http://10.0.0.1:5000",
            "ros-standin: system_docker registry_mirror http://10.0.0.1:5000",
            "ros-standin: docker insecure_registry 10.0.0.1:5000", "rancher-agent1",
            "ros-standin: file /etc/motd",
            "matches usr/lib/modules",
        ] {
            #expect(result.output.contains(line), "\(line)")
        }
    }

    @Test(
        "Alpine carries out what the recipe says, with the estimated RAM",
        .enabled(if: Bases.hasAlpine, "Alpine's parts cannot be fetched from here"))
    func alpine() throws {
        let estimate = try build("alpine", base: "alpine")
        let result = try run("alpine", expect: "login:", memory: estimate)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        for line in [
            "alpine-node login:", "hostname=alpine-node", "keys=1", "user=ops", "file=written by write_files",
            "mirror=http://10.0.0.1:5000", "node-ready: alpine-node", "kimage-config: done",
            "user ops: 1 authorized key(s)", "address 10.0.2.15",
        ] {
            #expect(result.output.contains(line), "\(line)")
        }
    }

    @Test(
        "with 15 % less than the estimate Alpine refuses to run on half a system and says why",
        .enabled(if: Bases.hasAlpine, "Alpine's parts cannot be fetched from here"))
    func alpineWithLess() throws {
        let memory = try build("alpine", base: "alpine") * 85 / 100
        // With the limit of the initramfs lifted it is the kernel that says it.
        let lifted = try run("alpine", expect: "login:", memory: memory, timeout: 120)
        #expect(lifted.status == 1, "\(lifted.output.suffix(3000))")
        #expect(
            lifted.output.contains("Kernel panic - not syncing: System is deadlocked on memory"),
            "\(lifted.output.suffix(3000))")
        #expect(!lifted.output.contains("handing over"), "\(lifted.output.suffix(3000))")
        // With the kernel's own limit, half of the RAM, the unpacking ends early, and stage one says so.
        let limited = try image.run(
            "alpine", expect: "login:", memory: memory, timeout: 120,
            options: ["--append", "initramfs_options=size=50%"])
        #expect(limited.status == 1, "\(limited.output.suffix(3000))")
        #expect(limited.output.contains("kimage: FAILED"), "\(limited.output.suffix(3000))")
        #expect(limited.output.contains("MiB"), "\(limited.output.suffix(3000))")
    }

    @Test("with 15 % less than the estimate the stand-in's kernel panics", .enabled(if: Bases.isFull))
    func rancherOSWithLess() throws {
        let estimate = try build("rancher", base: "rancheros-standin")
        let result = try run(
            "rancher", expect: "ros-standin: ready", memory: estimate * 85 / 100, timeout: 60)
        #expect(result.status == 1, "\(result.output.suffix(3000))")
    }

    @Test(
        "an initrd that was cut short is refused by stage one",
        .enabled(if: Bases.hasAlpine, "Alpine's parts cannot be fetched from here"))
    func truncated() throws {
        let estimate = try build("alpine", base: "alpine")
        let initrd = scratch.path + "/out/alpine/initrd.img"
        _ = try Command.run(["truncate", "-s", "-1024", initrd])
        let result = try run("alpine", expect: "login:", memory: estimate + 64, timeout: 120)
        #expect(result.status == 1)
        #expect(result.output.contains("the initrd did not arrive whole"), "\(result.output.suffix(3000))")
    }
}
