import Glibc
import Initramfs
import Machine
import Recipes
import Testing

@testable import Assembly

@Suite struct OverlayTreeTests {
    private static let position = SourcePosition(file: "recipe.toml", line: 3, column: 1)

    private static func messages(_ folder: String, limits: OverlayLimits = OverlayLimits()) throws -> [String]
    {
        do {
            _ = try OverlayTree.read(folder, position: position, limits: limits)
            return []
        } catch {
            #expect(error.items.allSatisfy { $0.position == position && $0.severity == .error })
            return error.items.map(\.message)
        }
    }

    @Test func listsEverythingAsItStands() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(
                [
                    "etc/motd", "etc/motd~", ".git/HEAD", "empty/", "empty/.gitkeep", "run -> /run/image",
                    "etc/here -> ../etc/motd",
                ], in: overlay)
            try write("#!/bin/sh\n", to: overlay + "/start", mode: 0o4711)
            let tree = try OverlayTree.read(overlay, position: Self.position)
            let found = tree.entries.map { entry -> String in
                switch entry.content {
                case .directory: "\(entry.name)/"
                case .file(let size, let executable): "\(entry.name) \(size)\(executable ? " x" : "")"
                case .symlink(let target): "\(entry.name) -> \(Escaping.printable(target))"
                case .hardLink(let first): "\(entry.name) = \(first)"
                }
            }
            #expect(
                found == [
                    "/.git/", "/.git/HEAD 9", "/empty/", "/empty/.gitkeep 14", "/etc/",
                    "/etc/here -> ../etc/motd",
                    "/etc/motd 8", "/etc/motd~ 9", "/run -> /run/image", "/start 10 x",
                ])
        }
    }

    @Test func hardLinksStayHardLinks() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(["b", "a = b", "c/", "c/d = b", "other"], in: overlay)
            let tree = try OverlayTree.read(overlay, position: nil)
            let links = tree.entries.compactMap { entry -> String? in
                guard case .hardLink(let first) = entry.content else { return nil }
                return "\(entry.name) = \(first)"
            }
            #expect(links == ["/b = /a", "/c/d = /a"])
        }
    }

    @Test func aLinkFromOutsideIsJustAFile() throws {
        try withScratch { folder in
            try plant(["overlay/", "outside", "overlay/inside = outside"], in: folder)
            let tree = try OverlayTree.read(folder + "/overlay", position: nil)
            #expect(tree.entries.map(\.content) == [.file(size: 7, executable: false)])
        }
    }

    @Test func namesAreBytes() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try Directory.create(overlay)
            let odd: [[UInt8]] = [
                Array("line\nbreak".utf8), [0xff, 0xfe], Array("\u{1b}[31mred".utf8), Array(" ".utf8),
                [UInt8](repeating: UInt8(ascii: "n"), count: 255), Array("ünï".utf8),
            ]
            let directory = try Directory.open(overlay)
            for name in odd {
                _ = try directory.open(name, .writeOnly, options: [.create, .exclusive])
            }
            let tree = try OverlayTree.read(overlay, position: nil)
            #expect(tree.entries.map(\.name.bytes) == odd.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test func everythingWrongIsToldAtOnceAndQuickly() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(
                [
                    "fine", "deep/", "deep/up -> ../../etc/passwd", "up -> ../x", "loop -> .",
                    "abs -> /../../x",
                ],
                in: overlay)
            try check(mkfifo(overlay + "/pipe", 0o600))
            let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socket) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = Array((overlay + "/socket").utf8)
            try #require(path.count < 100)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try check(bound)
            let big = try Descriptor(open: overlay + "/sparse", .writeOnly, options: .create)
            try big.truncate(to: 1 << 40)
            let messages = try Self.messages(overlay)
            #expect(
                messages == [
                    "\(overlay)/deep/up is a link to ../../etc/passwd, which leads out of the overlay",
                    "\(overlay)/pipe is a FIFO, which cannot be copied",
                    "\(overlay)/socket is a socket, which cannot be copied",
                    "\(overlay)/sparse has 1099511627776 bytes; a file of an initramfs has at most 4294967295",
                    "\(overlay)/up is a link to ../x, which leads out of the overlay",
                ])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may make a device node")) func devicesAreRefused() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(["fine"], in: overlay)
            try check(mknod(overlay + "/null", S_IFCHR | 0o666, 0x103))
            #expect(try Self.messages(overlay) == ["\(overlay)/null is a device node, which is never copied"])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "root becomes another user to find something unreadable"))
    func whatMayNotBeReadIsTold() async throws {
        try await withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(["closed/inside", "open/file"], in: overlay)
            try check(chmod(folder, 0o755))
            try check(chmod(overlay + "/closed", 0o700))
            await #expect(processExitsWith: .success) { [overlay = overlay as String] in
                guard setgid(65534) == 0, setuid(65534) == 0 else { exit(2) }
                do throws(Diagnostics) {
                    _ = try OverlayTree.read(overlay, position: nil)
                    exit(3)
                } catch {
                    let expected = "overlay: cannot open \(overlay)/closed: Permission denied"
                    exit(error.items.map(\.message) == [expected] ? 0 : 4)
                }
            }
        }
    }

    @Test func aMissingFolderIsTold() throws {
        try withScratch { folder in
            let missing = try Self.messages(folder + "/none")
            #expect(missing == ["overlay: cannot open \(folder)/none: No such file or directory"])
            try write("x", to: folder + "/file")
            #expect(try Self.messages(folder + "/file").count == 1)
        }
    }

    @Test func limitsEndTheWalk() throws {
        try withScratch { folder in
            let overlay = folder + "/overlay"
            try plant(["a", "b", "c", "d/e/f/g"], in: overlay)
            var limits = OverlayLimits()
            limits.entries = 3
            #expect(
                try Self.messages(overlay, limits: limits) == [
                    "the overlay \(overlay) holds more than 3 files"
                ])
            limits = OverlayLimits(depth: 2)
            #expect(
                try Self.messages(overlay, limits: limits) == ["\(overlay)/d/e lies more than 2 folders deep"]
            )
            limits = OverlayLimits(fileSize: 2)
            #expect(try Self.messages(overlay, limits: limits).count == 1)
        }
    }

    @Test func theOrderOfMakingDoesNotMatter() throws {
        try withScratch { folder in
            let paths = (0..<300).map { "d\($0 % 7)/file-\($0)" }
            try plant(paths, in: folder + "/one")
            try plant(paths.reversed(), in: folder + "/two")
            let one = try OverlayTree.read(folder + "/one", position: nil).entries
            let two = try OverlayTree.read(folder + "/two", position: nil).entries
            #expect(one.map(\.name) == two.map(\.name))
            #expect(one.map(\.name) == one.map(\.name).sorted())
            #expect(one.map(\.content) == two.map(\.content))
        }
    }
}
