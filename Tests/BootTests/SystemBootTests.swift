import TestSupport
import Testing

/// Every system that kimage knows: its recipe, built and booted with the estimated RAM. Where upstream's image cannot be
/// had, its base is a stand-in and says so.
@Suite("SystemBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct SystemBootTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    @Test(
        "the booted system has the host name, key, file and mirror of its recipe, with the estimated RAM",
        arguments: Bases.isFull ? BootedSystem.all : BootedSystem.short)
    func own(_ system: BootedSystem) throws {
        let estimate = try image.build(system.recipe, base: system.base)
        let result = try image.run(system.recipe, expect: system.ready, memory: estimate, timeout: 900)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        for line in system.lines { #expect(result.output.contains(line), "\(line)") }
    }

    @Test(
        "one recipe with the os alone changed: every system reports the same host name, key and file",
        arguments: Bases.isFull ? BootedSystem.portable : BootedSystem.shortPortable)
    func portable(_ system: BootedSystem) throws {
        let estimate = try image.build(
            "portable", base: system.base, options: ["--set", "base.os=\(system.os)"])
        let result = try image.run(
            // The end of the line, so that all of it has come.
            "portable", expect: "file=written by the portable cloud-config", memory: estimate, timeout: 900)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        #expect(
            result.output.contains("kimage-portable: hostname=portable keys="),
            "\(result.output.suffix(3000))")
        #expect(!result.output.contains("hostname=portable keys=0"), "\(result.output.suffix(3000))")
    }

    @Test("Debian's own installer reads the preseed that the image adds to its initrd")
    func installer() throws {
        let estimate = try image.build("debian-installer", base: "debian-installer")
        let result = try image.run(
            "debian-installer", expect: "kimage-preseed: read from the image", memory: max(estimate, 768),
            timeout: 400)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
    }
}
