import Distributions
import Glibc
import Initramfs
import Machine
import TestSupport
import Testing

@testable import Assembly

/// Programs of a root with their loaders and libraries.
@Suite struct RootProgramsTests {
    private static func load(_ tar: RootTarball, _ programs: [String], in folder: String) throws
        -> RootDrivers
    {
        try RootDrivers.load(
            try tar.part("\(folder)/root.tar"), DriverRequest(networkDrivers: .none, programs: programs),
            cache: try CacheFolder(home: folder))
    }

    private static func debian() -> RootTarball {
        var tar = RootTarball()
        for folder in ["usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/sbin", "etc"] { tar.folder(folder) }
        for name in ["lib", "lib64", "sbin"] { tar.link(name, to: "usr/\(name)") }
        tar.add("etc/debian_version", .file, Array("12.1\n".utf8))
        let folder = "usr/lib/x86_64-linux-gnu"
        tar.add("\(folder)/ld-2.so", .file, ProgramBuilder().bytes(), mode: 0o755)
        tar.link("usr/lib64/ld-linux-x86-64.so.2", to: "/\(folder)/ld-2.so")
        tar.add("\(folder)/libc.so.6", .file, ProgramBuilder(needed: ["ld-2.so"]).bytes())
        tar.add("\(folder)/libone.so.1.2", .file, ProgramBuilder(needed: ["libc.so.6"]).bytes())
        tar.link("\(folder)/libone.so.1", to: "libone.so.1.2")
        // Of another machine: the loader goes on looking.
        tar.add("usr/lib64/libfar.so", .file, ProgramBuilder(machine: 183).bytes())
        tar.add("usr/lib/libfar.so", .file, ProgramBuilder().bytes())
        tar.add("usr/lib/own/libown.so", .file, ProgramBuilder(needed: ["libfar.so"]).bytes())
        tar.add(
            "usr/sbin/tool", .file,
            ProgramBuilder(
                interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libone.so.1", "libown.so"],
                runPath: "$ORIGIN/../lib/own"
            ).bytes(), mode: 0o4755)
        tar.add("usr/sbin/same", .hardLink(Array("usr/sbin/tool".utf8)))
        return tar
    }

    @Test func aProgramComesWithLoaderAndLibraries() throws {
        try withScratch { folder in
            let drivers = try Self.load(Self.debian(), ["tool"], in: folder)
            #expect(drivers.release == "")
            #expect(
                drivers.items.map { item in
                    if case .symlink(let target) = item.content {
                        "\(item.path) -> \(target)"
                    } else {
                        item.path
                    }
                } == [
                    "/lib/libfar.so", "/lib/x86_64-linux-gnu/ld-2.so -> /lib64/ld-linux-x86-64.so.2",
                    "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libone.so.1",
                    "/lib64/ld-linux-x86-64.so.2", "/usr/lib/own/libown.so", "/usr/sbin/tool",
                ])
            let tool = drivers.items.last
            // Set-user-ID says nothing where all is root's.
            #expect(tool?.content.mode == 0o755)
        }
    }

    @Test func aProgramMayBeAHardLink() throws {
        try withScratch { folder in
            let drivers = try Self.load(Self.debian(), ["same"], in: folder)
            #expect(drivers.items.last?.path == "/usr/sbin/same")
            #expect(drivers.items.count == 7)
        }
    }

    @Test func muslHasFoldersOfItsOwn() throws {
        try withScratch { folder in
            var tar = RootTarball()
            tar.add("lib/ld-musl-x86_64.so.1", .file, ProgramBuilder().bytes(), mode: 0o755)
            tar.link("lib/libc.musl-x86_64.so.1", to: "ld-musl-x86_64.so.1")
            tar.add("usr/lib/libx.so.1", .file, ProgramBuilder(needed: ["libc.musl-x86_64.so.1"]).bytes())
            let builder = ProgramBuilder(
                interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libx.so.1", "libc.musl-x86_64.so.1"])
            tar.add("usr/sbin/tool", .file, builder.bytes(), mode: 0o755)
            tar.add("etc/alpine-release", .file, Array("3.22\n".utf8))
            let drivers = try Self.load(tar, ["tool"], in: folder)
            #expect(
                drivers.items.map(\.path) == [
                    "/lib/ld-musl-x86_64.so.1", "/lib/libc.musl-x86_64.so.1", "/usr/lib/libx.so.1",
                    "/usr/sbin/tool",
                ])
            let missing = failure(RootDriversFault.self) { _ = try Self.load(tar, ["dmsetup"], in: folder) }
            #expect(missing?.description.contains("apk add device-mapper") == true)
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        try withScratch { folder in
            let program = failure(RootDriversFault.self) {
                _ = try Self.load(Self.debian(), ["iscsistart"], in: folder)
            }
            #expect(
                program?.description == "stage one needs the program iscsistart, which is not in the root; "
                    + "apt-get install open-iscsi in the base's root")
            var tar = Self.debian()
            tar.add("usr/sbin/tool", .file, ProgramBuilder(needed: ["libgone.so.3"]).bytes())
            let library = failure(RootDriversFault.self) { _ = try Self.load(tar, ["tool"], in: folder) }
            #expect(
                library?.description.contains("/usr/sbin/tool of the root needs the library libgone.so.3")
                    == true)
            tar.add("usr/sbin/tool", .file, ProgramBuilder(interpreter: "/lib/ld-gone.so").bytes())
            let loader = failure(RootDriversFault.self) { _ = try Self.load(tar, ["tool"], in: folder) }
            #expect(loader?.description.contains("needs the loader /lib/ld-gone.so") == true)
            tar.add("usr/sbin/tool", .file, Array(ProgramBuilder(needed: ["x"]).bytes()[..<100]))
            let damaged = failure(RootDriversFault.self) { _ = try Self.load(tar, ["tool"], in: folder) }
            #expect(damaged?.description.contains("/usr/sbin/tool of the root cannot be read") == true)
        }
    }

    @Test func busyboxAndScriptsAreSpecial() throws {
        try withScratch { folder in
            var tar = RootTarball()
            tar.add("bin/busybox", .file, ProgramBuilder().bytes(), mode: 0o755)
            tar.link("sbin/blkid", to: "/bin/busybox")
            tar.add("sbin/script", .file, Array("#!/bin/sh\n".utf8), mode: 0o755)
            let drivers = try Self.load(tar, ["blkid", "script"], in: folder)
            #expect(drivers.items.map(\.path) == ["/sbin/script"])
            #expect(drivers.notes.count == 2)
        }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("ldd", "chroot") && geteuid() == 0,
            "this machine has no ldd, or we are not root and cannot chroot"))
    func aRealProgramRunsWithWhatWasCollected() throws {
        try withScratch { folder in
            // What ldd says of a program of this machine, with the links that lead there.
            var tar = RootTarball()
            let lines = try ChildProgram.expectSuccess(["ldd", "/bin/ls"]).lines
            let libraries = lines.compactMap { line in
                line.split(separator: " ").first { $0.contains("/") }.map {
                    String($0.trimmingPrefix { $0 == "\t" })
                }
            }
            for path in ["/bin/ls"] + libraries {
                let parts = path.split(separator: "/").dropFirst(0)
                for count in 1..<parts.count {
                    let parent = "/" + parts.prefix(count).joined(separator: "/")
                    let status = try FileStatus(path: parent, followingLinks: false)
                    guard status.kind == .symbolicLink else { continue }
                    let directory = try Directory.open("/" + parts.prefix(count - 1).joined(separator: "/"))
                    let target = try Directory.target(
                        of: Array(parts[parts.startIndex + count - 1].utf8), in: directory)
                    tar.link(String(parent.dropFirst()), to: String(decoding: target, as: UTF8.self))
                }
                tar.add(String(path.dropFirst()), .file, try bytes(path), mode: 0o755)
            }
            let drivers = try Self.load(tar, ["ls"], in: folder)
            let root = "\(folder)/tree"
            for item in drivers.items {
                try Directory.create(
                    root + item.path[..<(item.path.lastIndex(of: "/") ?? item.path.startIndex)])
                if case .symlink(let target) = item.content {
                    try check(symlink(target, root + item.path))
                } else if let source = item.content.source {
                    try write(try bytes(source), to: root + item.path, mode: item.content.mode ?? 0o644)
                }
            }
            let program = drivers.items.first { $0.path.hasSuffix("/ls") }?.path ?? ""
            let result = try ChildProgram.expectSuccess(["chroot", root, program, "-d", "/"])
            #expect(result.lines == ["/"])
        }
    }
}
