import Distributions
import Glibc
import Initramfs
import Machine
import TestSupport
import Testing

@testable import Assembly

/// Images are read back by the programs that know their formats; where one is not installed the test says so.
@Suite struct RootImageTests {
    private static func make(
        _ format: RootImageFormat, _ tar: RootTarball = .sample(), in folder: String,
        options: RootImageOptions = RootImageOptions()
    ) async throws -> RootImage {
        let maker = try RootImageMaker(cache: CacheFolder(home: folder))
        return try await maker.image(
            of: try tar.part("\(folder)/root.tar"), format: format, options: options)
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs", "unsquashfs"), "squashfs-tools are not installed"))
    func squashfsHasTheTree() async throws {
        try await withScratch { folder in
            let image = try await Self.make(.squashfs, in: folder)
            #expect(image.isNew)
            #expect(image.tool.hasPrefix("mksquashfs 4."))
            #expect(try ContentHasher.digest(bytes(image.path)) == image.digest)
            let list = try ChildProgram.expectSuccess(["unsquashfs", "-lln", image.path])
            // Mode, owner/group, size or device, date, time, path.
            let lines = list.lines.filter { $0.contains("squashfs-root") }.map { line in
                line.split(separator: " ").map(String.init)
            }
            func line(_ path: String) -> [String] {
                lines.first { $0.contains("squashfs-root\(path)") } ?? []
            }
            #expect(line("").prefix(2) == ["drwxr-x--x", "0/0"])
            #expect(line("/own").prefix(4) == ["-rw-r-S--T", "70000/80000", "1", "2017-07-14"])
            #expect(line("/usr/bin/ping").prefix(3) == ["-rwsr-xr-x", "0/0", "9000"])
            #expect(line("/dev/console").prefix(4) == ["crw-------", "0/5", "5,", "1"])
            #expect(line("/dev/disk").prefix(4) == ["brw-rw----", "0/0", "8,", "17"])
            #expect(line("/dev/pipe").first == "prw--w----")
            #expect(line("/lib").suffix(2) == ["->", "usr/lib"])
            #expect(line("/\(RootTarball.longName)").prefix(3) == ["-rw-r--r--", "0/0", "4"])
            let through = try ChildProgram.expectSuccess(
                ["unsquashfs", "-cat", image.path, "usr/lib/through"])
            #expect(through.output == Array("through".utf8))
        }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("mksquashfs", "unsquashfs", "getcap") && geteuid() == 0,
            "squashfs-tools or libcap2-bin are not installed, or we are not root and cannot unpack capabilities"
        ))
    func squashfsKeepsCapabilities() async throws {
        try await withScratch { folder in
            let image = try await Self.make(.squashfs, in: folder)
            try ChildProgram.expectSuccess(
                ["unsquashfs", "-q", "-n", "-d", "\(folder)/tree", image.path, "usr/bin"])
            for name in ["ping", "ping6"] {
                let found = try ChildProgram.expectSuccess(["getcap", "\(folder)/tree/usr/bin/\(name)"])
                #expect(found.lines.first?.hasSuffix(" cap_net_raw=ep") == true)
            }
        }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("mkfs.erofs", "fsck.erofs", "dump.erofs", "fakeroot", "setcap"),
            "erofs-utils, fakeroot or libcap2-bin are not installed"))
    func erofsHasTheTree() async throws {
        try await withScratch { folder in
            let image = try await Self.make(.erofs, in: folder)
            let tree = "\(folder)/tree"
            try ChildProgram.expectSuccess(["fsck.erofs", "--extract=\(tree)", "--no-preserve", image.path])
            #expect(try text("\(tree)/usr/lib/through") == "through")
            #expect(try text("\(tree)/\(RootTarball.longName)") == "long")
            func dump(_ path: String) throws -> String {
                let result = try ChildProgram.expectSuccess(["dump.erofs", "--path=\(path)", image.path])
                return String(decoding: result.output, as: UTF8.self)
            }
            let ping = try dump("/usr/bin/ping")
            #expect(ping.contains("Links: 2"))
            // A header of 12 bytes, then an entry of 4, the name behind its prefix, the value (fs/erofs/erofs_fs.h).
            #expect(ping.contains("Xattr size: 48"))
            #expect(try dump("/own").contains("Uid: 70000   Gid: 80000"))
            #expect(try dump("/own").contains("Timestamp: 2017-07-14"))
            #expect(try dump("/dev/console").contains("char dev"))
            #expect(try dump("/").contains("Access: 0751"))
        }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("mke2fs", "debugfs", "e2fsck", "fakeroot", "setcap"),
            "e2fsprogs, fakeroot or libcap2-bin are not installed, or /usr/sbin is not in PATH"))
    func ext4HasTheTree() async throws {
        try await withScratch { folder in
            let image = try await Self.make(.ext4, in: folder)
            try ChildProgram.expectSuccess(["e2fsck", "-fn", image.path])
            func ask(_ question: String) throws -> String {
                let result = try ChildProgram.expectSuccess(["debugfs", "-R", question, image.path])
                return String(decoding: result.output, as: UTF8.self)
            }
            let ping = try ask("stat /usr/bin/ping")
            #expect(ping.contains("Mode:  04755"))
            #expect(ping.contains("Links: 2"))
            #expect(ping.contains("security.capability (20) = 01 00 00 02 00 20 00"))
            for time in ["ctime", "atime", "mtime", "crtime"] {
                #expect(ping.contains("\(time): 0x000003e8:00000000"))
            }
            #expect(try ask("stat /own").contains("User: 70000   Group: 80000"))
            #expect(try ask("stat /dev/console").contains("Device major/minor number: 05:01"))
            #expect(try ask("stat /").contains("Mode:  0751"))
            #expect(try ask("stat /lib").contains("Fast link dest: \"usr/lib\""))
            #expect(try ask("cat /usr/lib/through") == "through")
        }
    }

    @Test func cpioHasTheTree() async throws {
        try await withScratch { folder in
            let image = try await Self.make(.cpio, in: folder)
            #expect(image.tool == "kimage")
            #expect(image.notes.count == 1)
            #expect(image.notes.first?.contains("/usr/bin/ping, /usr/bin/ping6") == true)
            let read = try InitrdReader(try InputSource(path: image.path)).read()
            #expect(read.segments.map(\.compression) == [.zstd])
            let items = read.tree.items()
            let ping = items.first { $0.name.description == "/usr/bin/ping" }
            #expect(ping?.links == 2)
            #expect(ping?.metadata.permissions == 0o4755)
            let console = items.first { $0.name.description == "/dev/console" }
            #expect(console?.metadata.kind == .character(major: 5, minor: 1))
            let plain = try await Self.make(
                .cpio, in: folder, options: RootImageOptions(compression: Compression.none))
            #expect(try bytes(plain.path).starts(with: Array("070701".utf8)))
        }
    }
}
