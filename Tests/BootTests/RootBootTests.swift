import FoundationEssentials
import TestSupport
import Testing

/// Roots in RAM and on real servers: built from the recipes, served with the configurations that the build wrote by
/// `kimage run --serve-root`, and what the booted guest says of its root.
@Suite("RootBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct RootBootTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    /// What a root is, and what the guest must say of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let recipe: String
        let type: String
        let format: String
        /// The file system of `/`.
        let root: String
        /// Of NFS.
        var version: String?
        var isShort = false
        /// More RAM than the estimate, with which a root that is read through the page cache is slow.
        var extra = 0

        var testDescription: String { "\(recipe) \(type) \(format)\(version.map { " version \($0)" } ?? "")" }
        var isServed: Bool { type != "ram" }
    }

    static let debian: [Case] = [
        Case(recipe: "debian", type: "ram", format: "archive", root: "tmpfs"),
        Case(recipe: "debian", type: "ram", format: "cpio", root: "rootfs"),
        Case(recipe: "debian", type: "ram", format: "squashfs", root: "overlay"),
        Case(recipe: "debian-nbd", type: "nbd", format: "squashfs", root: "overlay", extra: 64),
        Case(recipe: "debian-nbd", type: "nbd", format: "erofs", root: "overlay", extra: 64),
        Case(recipe: "debian-nfs", type: "nfs", format: "tree", root: "overlay", extra: 64),
        Case(
            recipe: "debian-nfs", type: "nfs", format: "tree", root: "overlay", version: "3", extra: 64),
        Case(recipe: "debian-iscsi", type: "iscsi", format: "squashfs", root: "overlay", extra: 64),
        Case(recipe: "debian-http", type: "http", format: "squashfs", root: "overlay", extra: 32),
    ]

    static let alpine: [Case] = [
        Case(recipe: "alpine", type: "ram", format: "archive", root: "tmpfs"),
        Case(
            recipe: "alpine-nbd", type: "nbd", format: "squashfs", root: "overlay", isShort: true, extra: 16),
        Case(recipe: "alpine-nfs", type: "nfs", format: "tree", root: "overlay", extra: 16),
        Case(recipe: "alpine-nfs", type: "nfs", format: "tree", root: "overlay", version: "3", extra: 16),
    ]

    private func boot(_ system: Case, base: String, expect: String) throws -> String {
        let estimate = try image.build(
            system.recipe, base: base,
            options: ["--set", "root.type=\(system.type)", "--set", "root.format=\(system.format)"]
                + (system.version.map { ["--set", "root.version=\"\($0)\""] } ?? []),
            cache: Bases.path(".cache"))
        let result = try image.run(
            system.recipe, expect: expect, memory: estimate + system.extra, timeout: 900,
            options: system.isServed ? ["--serve-root"] : [])
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(2000))")
        if let version = system.version {
            #expect(
                result.output.contains(", version \(version), read-only, below"),
                "\(result.output.suffix(4000))")
        }
        return result.output
    }

    @Test(
        "Debian: the root is what the recipe says, stores take overlays, containers run, capabilities are kept",
        .enabled(if: Bases.isFull), arguments: debian)
    func debianRoot(_ system: Case) throws {
        let output = try boot(system, base: "debian-docker", expect: "debian: ready")
        for line in [
            "debian: hostname debian-node", "debian: root \(system.root)", "debian: key debian ssh-ed25519",
            "cap_net_raw", "debian: overlay works in", "debian: container container runs",
            "debian: failed units: none",
        ] {
            #expect(output.contains(line), "\(line)\n\(output.suffix(4000))")
        }
        if system.root == "overlay" {
            #expect(output.contains("debian: store /var/lib/docker tmpfs"), "\(output.suffix(4000))")
        }
        // Nothing can be pivoted out of the kernel's first root; Docker is told so.
        if system.root != "rootfs" {
            #expect(output.contains("debian: pivot works"), "\(output.suffix(4000))")
        }
    }

    @Test(
        "Alpine: the root is what the recipe says, and the node's services run on it",
        .enabled(if: Bases.hasAlpine),
        arguments: Bases.isFull ? alpine : alpine.filter(\.isShort))
    func alpineRoot(_ system: Case) throws {
        let output = try boot(system, base: "alpine", expect: "root on \(system.root)")
        #expect(output.contains("node-ready: alpine-node"), "\(output.suffix(4000))")
    }

    @Test(
        "systems that fetch their root themselves do so, and are what they are with it in the initrd",
        .enabled(if: Bases.isFull), arguments: [BootedSystem.fedoraCoreOS, .atomic])
    func nativeRoot(_ system: BootedSystem) throws {
        let estimate = try image.build(
            system.recipe, base: system.base,
            options: ["--set", "root.type=http", "--set", "root.url=\"http://10.0.0.1/r.img\""])
        let result = try image.run(
            system.recipe, expect: system.ready, memory: estimate, timeout: 600,
            options: ["--serve-root"])
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(2000))")
        for line in system.lines { #expect(result.output.contains(line), "\(line)") }
        #expect(result.output.contains("kimage: the initrd is whole"), "\(result.output.suffix(4000))")
    }
}
