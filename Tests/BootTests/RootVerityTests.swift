import FoundationEssentials
import Laboratory
import Servers
import TestSupport
import Testing

/// Roots whose blocks the guest's kernel holds against a hash tree when it reads them, right and wrong ones.
@Suite("RootVerityTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct RootVerityTests {
    private let root: ReadRoot

    init() throws {
        root = try ReadRoot()
    }

    @Test(
        "Debian boots from such a root without reading all of it first, and says so",
        arguments: [("nbd", "squashfs"), ("nbd", "erofs"), ("nbd", "ext4"), ("iscsi", "squashfs")])
    func boots(_ type: String, _ format: String) throws {
        let recipe = "debian-\(type)"
        let estimate = try root.image.build(
            recipe, base: "debian-docker",
            options: ["--set", "root.format=\(format)", "--set", "root.verify=verity"],
            cache: Bases.path(".cache"))
        let hash = try #require(try root.description(root.image.scratch.path + "/out/\(recipe)").rootHash)
        let result = try root.image.run(
            recipe, expect: "debian: capabilities /usr/bin/ping cap_net_raw", memory: estimate + 96,
            timeout: 900,
            options: ["--serve-root"])
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(2000))")
        for line in [
            "kimage: image: every block is verified when it is read (dm-verity, root hash \(hash))",
            "debian: hostname debian-node", "debian: root overlay", "debian: overlay works in",
        ] {
            #expect(result.output.contains(line), "\(line)\n\(result.output.suffix(4000))")
        }
        #expect(!result.output.contains("for their digest"))
        #expect(!result.output.contains(" is corrupted"))
    }

    /// How an image on the server can be wrong.
    enum Damage: String, CaseIterable, Sendable {
        /// A bit of the first block, which stage one reads.
        case first
        /// A bit of the last, where squashfs has its tables: the mount reads it.
        case last
        /// A bit of the tree's top.
        case tree
        /// An image of the same size with a tree of its own that fits it.
        case old
        /// Cut in the data; in the tree; the same image as `verify = "digest"` has it.
        case truncated, cutTree, treeless

        /// What stage one says of it.
        var lines: [String] {
            let other = "is refused: it is not the one that this initrd was built for"
            return switch self {
            case .first, .last: [other, "kimage:   data block "]
            case .tree, .old: [other, "kimage:   metadata block "]
            case .truncated: ["is refused: it is truncated"]
            case .cutTree, .treeless: ["is refused: its hash tree is truncated or missing"]
            }
        }
    }

    @Test(
        "an image or a tree that is damaged, cut short or of another build is refused",
        arguments: Damage.allCases)
    func refused(_ damage: Damage) async throws {
        let (folder, memory) = try root.build("nbd", verify: "verity")
        let offset = Int(try #require(try root.description(folder).hashOffset))
        try root.replace(folder) { bytes in
            switch damage {
            // The time of making; all else of the block is as it was.
            case .first: bytes[8] ^= 1
            case .last: bytes[offset - 1] ^= 1
            case .tree: bytes[offset + 4096] ^= 1
            case .old: bytes = try self.old(bytes, offset)
            case .truncated: bytes.removeLast(bytes.count / 3)
            case .cutTree: bytes.removeLast(4096)
            case .treeless: bytes.removeLast(bytes.count - offset)
            }
        }
        let servers = try await root.servers(folder)
        let (outcome, log) = try await root.boot(
            folder, memory, servers, expect: damage.lines.last ?? "", seconds: 400)
        await servers.stop()
        #expect(outcome == .expected, "\(log.suffix(4000))")
        for line in damage.lines { #expect(log.contains(line), "\(line)\n\(log.suffix(4000))") }
        #expect(log.contains("kimage: FAILED: the image of NBD server"), "\(log.suffix(4000))")
        #expect(!log.contains("handing over"))
    }

    /// The image with other contents and their own tree.
    private func old(_ bytes: [UInt8], _ offset: Int) throws -> [UInt8] {
        let path = root.image.scratch.path + "/old.squashfs"
        var data = Array(bytes[..<offset])
        data[offset / 2] ^= 1
        try Data(data).write(to: URL(fileURLWithPath: path))
        let result = try Command.run(
            [
                "veritysetup", "format", "--hash=sha256", "--data-blocks=\(offset / 4096)",
                "--hash-offset=\(offset)", path, path,
            ], in: root.image.scratch.path)
        try #require(result.status == 0, "\(result.errors)")
        let old = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        try #require(old.count == bytes.count)
        return old
    }

    @Test("a damaged block that nobody reads while it boots is a read error later, and the console names it")
    func foundLater() async throws {
        let (folder, memory) = try root.build("nbd", verify: "verity")
        let offset = Int(try #require(try root.description(folder).hashOffset))
        let place = offset / 2
        try root.replace(folder) { $0[place] ^= 1 }
        let servers = try await root.servers(folder)
        let (outcome, log) = try await root.boot(
            folder, memory, servers, expect: "data block \(place / 4096) is corrupted", seconds: 900)
        await servers.stop()
        #expect(outcome == .expected, "\(log.suffix(4000))")
        #expect(log.contains("kimage: image: every block is verified"), "\(log.suffix(4000))")
        #expect(log.contains("kimage: handing over to"), "\(log.suffix(4000))")
    }
}
