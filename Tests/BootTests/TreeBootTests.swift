import FoundationEssentials
import Initramfs
import Machine
import TestSupport
import Testing

/// The tree that we say the kernel makes, name by name, against the one that it makes.
@Suite("TreeBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct TreeBootTests {
    private static let script = """
        echo TREE-BEGIN
        /busybox find /s -exec /busybox stat -c '%f %h %s %t:%T %Y %n' {} ';'
        /busybox find /s -type f -exec /busybox sha256sum {} ';'
        /busybox find /s -type l -exec /busybox sh -c 'echo "target $(/busybox readlink -n "$1" | /busybox sha256sum) $1"' - {} ';'
        echo TREE-END

        """

    @Test("hard links, replaced links, dropped entries and odd names")
    func tree() async throws {
        let initrd = try Guest.base([], more: Self.script) + TreeCases.bytes()
        let image = try InitrdReader(InputSource(bytes: initrd)).read()
        #expect(image.verdict.outcome == .whole, "\(image.verdict.summary)")
        #expect(!image.verdict.unpacksWhole)
        let report = try await Guest.boot(initrd)
        #expect(report.outcome == .expected && report.messages.isEmpty, "\(report.log.suffix(2000))")
        let lines = report.log.split(separator: "\n").map(String.init)
        let begin = try #require(lines.firstIndex(of: "TREE-BEGIN"), "\(report.log.suffix(2000))")
        let end = try #require(lines.lastIndex(of: "TREE-END"))
        let found = Set(lines[(begin + 1)..<end].map(Self.comparable))
        let expected = try Self.lines(image)
        #expect(expected.count > 60)
        #expect(found.subtracting(expected) == Self.onlyInTheKernel)
        #expect(expected.subtracting(found).sorted() == [], "only ours")
    }

    /// A symbolic link without a target: Linux since 5.9 makes it (fs/init.c, init_symlink), 4.2 does not, and nobody
    /// can follow it; we say that it is left out.
    private static let onlyInTheKernel: Set = [
        "a1ff 1 0 - - /s/target-0", "target \(ContentHasher.digest([]).hex) /s/target-0",
    ]

    /// A line of the guest without what a file system adds: sizes and times of directories, times of links.
    private static func comparable(_ line: String) -> String {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 6, let mode = UInt32(words[0], radix: 16) else {
            return words.filter { !$0.isEmpty && $0 != "-" }.joined(separator: " ")
        }
        let kind = mode & 0o170000
        if kind == 0o040000 { (words[1], words[2]) = ("-", "-") }
        if kind != 0o100000 { words[4] = "-" }
        if kind != 0o020000, kind != 0o060000 { words[3] = "-" }
        return words.joined(separator: " ")
    }

    private static func lines(_ image: InitrdImage) throws -> Set<String> {
        var result: Set<String> = []
        for item in image.tree.items() where item.name.components.first.map(Array.init) == [0x73] {
            let path = "/" + String(decoding: item.name.bytes, as: UTF8.self)
            let metadata = item.metadata
            var (size, device, links, time) = ("\(item.size)", "-", "\(item.links)", "-")
            switch metadata.kind {
            case .regular:
                time = "\(metadata.modified)"
                let bytes = try image.contents(of: item.name)
                result.insert("\(ContentHasher.digest(bytes).hex) \(path)")
            case .directory: (size, links) = ("-", "-")
            case .symlink(let target):
                size = "\(target.count)"
                result.insert("target \(ContentHasher.digest(target).hex) \(path)")
            case .character(let major, let minor), .block(let major, let minor):
                device = String(major, radix: 16) + ":" + String(minor, radix: 16)
            case .fifo, .socket: break
            }
            result.insert(
                "\(String(metadata.mode, radix: 16)) \(links) \(size) \(device) \(time) \(path)")
        }
        return result
    }
}
