import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Initramfs

/// Extraction: what arrives, and that nothing ever gets outside.
@Suite("Extraction")
struct ExtractionTests {
    @Test("names go where the kernel puts them")
    func places() throws {
        let jail = try Jail()
        let result = try jail.extract(
            CpioMaker.archive { maker in
                maker.directory("usr")
                maker.directory("usr/lib", mode: 0o555)
                maker.symlink("lib", "/usr/lib")
                maker.file("lib/f", "through the link", mode: 0o640)
                maker.file("../up", "up")
                maker.entry([0x6e, 0x0a, 0x1b, 0xff], mode: 0o100600, data: [0x78])
                maker.file("h1", "", inode: 4, links: 2)
                maker.file("h2", "linked", inode: 4, links: 2)
                maker.file("twice", "a longer one")
                maker.file("twice", "short")
                maker.directory("gone")
                maker.file("gone", "a file now")
                maker.file("none/f", "x")
            })
        #expect(try jail.text("usr/lib/f") == "through the link")
        #expect(try jail.text("up") == "up" && jail.text("h1") == "linked" && jail.text("twice") == "short")
        #expect(try jail.text("gone") == "a file now")
        #expect(try jail.status("h1").st_ino == jail.status("h2").st_ino)
        #expect(try jail.status("usr/lib").st_mode & 0o7777 == 0o555)
        #expect(try jail.status("usr/lib/f").st_mode & 0o7777 == 0o640)
        #expect(try jail.status("lib").st_mode & S_IFMT == S_IFLNK)
        #expect(
            result.remarks == [
                .init(name: Array("none/f".utf8), reason: .dropped(.parentMissing))
            ])
        #expect(result.extracted == 12 && result.errors.isEmpty)
        let odd = try ChildProgram.expectSuccess(["find", jail.target, "-name", "n*", "-type", "f"]).output
        #expect(odd.contains(0x1b) && odd.contains(0xff))
    }

    @Test("set-ID bits, nodes, times and owners only where asked for")
    func options() throws {
        let bytes = CpioMaker.archive { maker in
            maker.entry(
                Array("su".utf8), mode: 0o106755, data: [1], uid: 12, gid: 34, modified: 1_000_000_000)
            maker.entry(Array("tmp".utf8), mode: 0o043777, modified: 1_000_000_000)
            maker.node("sda", mode: 0o060660, 8, 0)
            maker.node("pipe", mode: 0o010644)
        }
        let plain = try Jail()
        let result = try plain.extract(bytes)
        #expect(
            result.remarks.map(\.reason) == [
                .setIDDropped(0o6000), .setIDDropped(0o2000), .nodeSkipped, .nodeSkipped,
            ])
        #expect(try plain.status("su").st_mode & 0o7777 == 0o755)
        #expect(try plain.status("tmp").st_mode & 0o7777 == 0o1777)
        #expect(
            try plain.status("su").st_uid == getuid() && plain.status("su").st_mtim.tv_sec == 1_000_000_000)
        #expect(try plain.status("tmp").st_mtim.tv_sec == 1_000_000_000)
        #expect(throws: ChildProgram.Failure.self) { try plain.status("sda") }
        #expect(throws: ChildProgram.Failure.self) { try plain.status("pipe") }

        let kept = try Jail()
        _ = try kept.extract(bytes, options: ExtractionOptions(keepsSetID: true, appliesTimes: false))
        #expect(try kept.status("su").st_mode & 0o7777 == 0o6755)
        #expect(try kept.status("su").st_mtim.tv_sec > 1_700_000_000)
    }

    @Test("owners and nodes", .enabled(if: getuid() == 0, "only root can give files away"))
    func asRoot() throws {
        let jail = try Jail()
        let result = try jail.extract(
            CpioMaker.archive { maker in
                maker.entry(Array("su".utf8), mode: 0o104755, data: [1], uid: 12, gid: 34)
                maker.entry(Array("d".utf8), mode: 0o040750, uid: 5, gid: 6)
                maker.node("pipe", mode: 0o010644)
                maker.node("pipe", mode: 0o010600)
            },
            options: ExtractionOptions(makesNodes: true, keepsSetID: true, appliesOwnership: true))
        #expect(result.remarks.isEmpty)
        let file = try jail.status("su")
        #expect(file.st_uid == 12 && file.st_gid == 34 && file.st_mode & 0o7777 == 0o4755)
        #expect(try jail.status("d").st_uid == 5 && jail.status("d").st_mode & 0o7777 == 0o750)
        #expect(try jail.status("pipe").st_mode == S_IFIFO | 0o600)
    }

    @Test("what a dropped entry took away is gone on the disk as well")
    func droppedEntries() throws {
        let jail = try Jail()
        let result = try jail.extract(
            CpioMaker.archive { maker in
                maker.directory("d")
                maker.symlink("d", "")
                maker.file("f", "x")
                maker.directory("d2", mode: 0o500)
                maker.file("d2/f", "read-only", mode: 0o400)
                maker.file("d2/f", "again", mode: 0o444)
            })
        #expect(result.remarks == [.init(name: Array("d".utf8), reason: .dropped(.targetEmpty))])
        #expect(throws: ChildProgram.Failure.self) { try jail.status("d") }
        #expect(try result.image.tree.item(at: EntryName("d")) == nil)
        #expect(try jail.text("d2/f") == "again" && jail.status("d2").st_mode & 0o7777 == 0o500)
    }

    @Test("only into a new or empty directory")
    func target() throws {
        let jail = try Jail()
        let extractor = SafeExtractor(InitrdReader(InputSource(bytes: CpioMaker.bootable())))
        let full = jail.folder.path + "/a"
        #expect(throws: ExtractionFault.notEmpty(full)) { try extractor.extract(to: full) }
        let file = full + "/canary"
        #expect(throws: ExtractionFault.cannotUse(file, errno: ENOTDIR)) { try extractor.extract(to: file) }
        let missing = full + "/no/dir"
        #expect(throws: ExtractionFault.cannotUse(missing, errno: ENOENT)) {
            try extractor.extract(to: missing)
        }
        #expect(mkdir(jail.target, 0o755) == 0)
        #expect(try extractor.extract(to: jail.target).extracted == 2)
        #expect(try jail.status("init").st_mode & 0o7777 == 0o755)
    }

    @Test("a cut archive is said to be cut")
    func incomplete() throws {
        let jail = try Jail()
        let result = try jail.extract(Array(CpioMaker.bootable()[..<5000]))
        #expect(result.errors.map(\.reason) == [.incomplete])
        #expect(try readFile(jail.target + "/payload").count > 4000)
        #expect(!result.image.verdict.unpacksWhole)
    }
}
