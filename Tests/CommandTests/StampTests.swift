import TestSupport
import Testing

@Suite("Parts of Fedora CoreOS that belong together")
struct StampTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("base/kernel", "not a kernel\n")
        try scratch.write(
            "base/base.toml",
            """
            os = "fedora-coreos"
            version = "44.20260707.3.1"
            architecture = "x86_64"
            provenance = "stand-in: a test's own archives"
            stand-in = true

            """)
        try scratch.write(
            "r.toml", "name = \"r\"\n[base]\nos = \"fedora-coreos\"\n[cloud-config]\nhostname = \"n1\"\n")
        try pack("initrd", ["etc/coreos-live-initramfs": "44.1\n", "init": "#!/bin/sh\n"])
    }

    /// A plain archive of some files.
    private func pack(_ name: String, _ files: [String: String]) throws {
        for (path, text) in files { try scratch.write("\(name).d/\(path)", text) }
        let packed = try Command.run(
            ["sh", "-c", "find . | LC_ALL=C sort | cpio --quiet -o -H newc > ../base/\(name)"],
            in: "\(scratch.path)/\(name).d")
        try #require(packed.status == 0, "\(packed.errors)")
    }

    private func build() throws -> CommandResult {
        try Command.kimage(
            ["build", "r.toml", "--base", "base"], in: scratch.path,
            environment: ["XDG_CACHE_HOME": scratch.path + "/cache"])
    }

    @Test("a rootfs of the initramfs' own build goes through")
    func same() throws {
        try pack("root.img", ["etc/coreos-live-rootfs": "44.1\n", "root.squashfs": "image\n"])
        let result = try build()
        #expect(result.status == 0, "\(result.errors)")
        #expect(scratch.read("out/r/initrd.img") != nil)
    }

    @Test(
        "any other is refused, and nothing is published",
        arguments: [
            (["etc/coreos-live-rootfs": "44.2\n"], "/etc/coreos-live-rootfs says \"44.2\""),
            (["root.squashfs": "image\n"], "/etc/coreos-live-rootfs says nothing"),
        ])
    func other(files: [String: String], reason: String) throws {
        try pack("root.img", files)
        let result = try build()
        #expect(result.status == 65)
        #expect(
            result.errors.contains(
                "the initramfs and the rootfs are not of one build: /etc/coreos-live-initramfs says \"44.1\", \(reason)"
            ),
            "\(result.errors)")
        #expect(scratch.read("out/r/initrd.img") == nil)
    }
}
