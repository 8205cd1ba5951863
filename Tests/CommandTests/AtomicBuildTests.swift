import FoundationEssentials
import TestSupport
import Testing

/// `ostree=` of a command line, held against a live image.
@Suite(
    "kimage build of a live image",
    .enabled(
        if: ChildProgram.exists("mksquashfs", "unsquashfs")
            && FileManager.default.fileExists(atPath: "/usr/sbin/mke2fs"),
        "needs squashfs-tools and e2fsprogs"))
struct AtomicBuildTests {
    private static let sum = String(repeating: "0123456789abcdef", count: 4)
    private static let word = "ostree=/ostree/boot.0/fedora-atomic/\(sum)/0"

    /// A base folder whose root is a squashfs with an ext4 with one deployment in it.
    private static func lab() throws -> Scratch {
        let scratch = try Scratch()
        let script = """
            set -e
            mkdir -p base tree/usr/lib/dracut/hooks/cmdline
            echo 'not a kernel' > base/kernel
            : > tree/usr/lib/dracut/hooks/cmdline/30-parse-dmsquash-live.sh
            (cd tree && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0) > base/initrd
            links=root/ostree/boot.0.1/fedora-atomic/\(sum)
            mkdir -p root/ostree/deploy/fedora-atomic/deploy/\(sum).0/usr $links root/proc live/LiveOS
            ln -s boot.0.1 root/ostree/boot.0
            ln -s ../../../deploy/fedora-atomic/deploy/\(sum).0 $links/0
            /usr/sbin/mke2fs -q -t ext4 -b 4096 -F -d root live/LiveOS/rootfs.img 8M
            mksquashfs live base/root.squashfs.img -quiet -no-progress -all-root
            """
        let made = try Command.run(["sh", "-c", script], in: scratch.path)
        guard made.status == 0 else { throw LabFault(message: made.errors) }
        try scratch.write(
            "base/base.toml",
            """
            os = "atomic"
            version = "29"
            architecture = "x86_64"
            provenance = "stand-in: a test's own"
            stand-in = true

            """)
        try scratch.write("atomic.toml", "name = \"atomic\"\n[base]\nos = \"atomic\"\n")
        return scratch
    }

    private static func build(_ scratch: Scratch, _ more: [String] = [], path: String? = nil) throws
        -> CommandResult
    {
        var environment = ["XDG_CACHE_HOME": scratch.path + "/cache"]
        if let path { environment["PATH"] = path }
        return try Command.kimage(
            ["build", "atomic.toml", "--base", "base", "--output", "out"] + more, in: scratch.path,
            environment: environment)
    }

    @Test("the only deployment is added, and the second build looks into nothing")
    func added() throws {
        let scratch = try Self.lab()
        let first = try Self.build(scratch, ["--verbose"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("run: unsquashfs"), "\(first.errors)")
        let line = String(decoding: try #require(scratch.read("out/atomic/cmdline")), as: UTF8.self)
        #expect(line == "root=live:/live-rootfs.squashfs.img rd.live.overlay.overlayfs=1 \(Self.word)\n")
        let menu = String(decoding: try #require(scratch.read("out/atomic/boot.ipxe")), as: UTF8.self)
        #expect(menu.contains(Self.word))
        #expect(
            first.output.contains("ostree= names the only deployment of the live image"), "\(first.output)")
        let second = try Self.build(scratch, ["--verbose"])
        #expect(second.errors.contains("nothing has changed") && !second.errors.contains("unsquashfs"))
    }

    @Test("a wrong one is exit code 65 with what is there, a missing program 78 with its package")
    func refused() throws {
        let scratch = try Self.lab()
        let wrong = try Self.build(scratch, ["--set", "kernel.cmdline=[\"\(Self.word)1\"]"])
        #expect(wrong.status == 65, "\(wrong.errors)")
        #expect(
            wrong.errors.contains("the image holds /ostree/boot.0/fedora-atomic/\(Self.sum)/0"),
            "\(wrong.errors)")
        // What was found in the image is kept; another cache knows nothing of it.
        _ = try Command.run(["rm", "-r", scratch.path + "/cache"])
        let missing = try Self.build(scratch, path: scratch.path + "/none")
        #expect(missing.status == 78, "\(missing.errors)")
        #expect(missing.errors.contains("squashfs-tools"), "\(missing.errors)")
        #expect(scratch.read("out/atomic/cmdline") == nil)
    }
}
