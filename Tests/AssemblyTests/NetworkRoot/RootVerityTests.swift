import Distributions
import Glibc
import Initramfs
import Machine
import TestSupport
import Testing

@testable import Assembly

/// Images with the hash tree of dm-verity behind them, held against veritysetup(8) itself.
@Suite struct RootVerityTests {
    private static let hasPrograms = ChildProgram.exists(
        "mksquashfs", "mkfs.erofs", "mke2fs", "fakeroot", "setcap", "veritysetup", "taskset")
    private static let images: [RootImageFormat] = [.squashfs, .erofs, .ext4]

    private static func tools(_ prefix: [String] = []) -> RootTools {
        RootTools(timeLimit: .seconds(60), echo: { _ in }, prefix: prefix)
    }

    /// More than the 128 blocks whose digests fit into one, so that the tree has two levels.
    private static func large() -> RootTarball {
        var tar = RootTarball.sample()
        var state: UInt32 = 1
        let noise = (0..<700_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        tar.add("usr/lib/noise", .file, noise)
        return tar
    }

    private static func verify(_ path: String, _ tree: VerityTree) throws -> Int32 {
        try ChildProgram.run(
            ["veritysetup", "verify", path, path, tree.rootHash, "--hash-offset=\(tree.dataBytes)"]
        ).status
    }

    @Test(
        .enabled(if: hasPrograms, "cryptsetup-bin or a program that makes images is not installed"),
        arguments: images)
    func theTreeIsWhatTheKernelExpects(_ format: RootImageFormat) async throws {
        try await withScratch { folder in
            let part = try Self.large().part("\(folder)/root.tar")
            let maker = try RootImageMaker(cache: CacheFolder(home: folder))
            let plain = try await maker.image(of: part, format: format)
            #expect(plain.verity == nil)
            let image = try await maker.image(of: part, format: format, verity: true)
            let tree = try #require(image.verity)
            #expect(image.isNew && image.path != plain.path)
            #expect(image.tool.hasPrefix(plain.tool + ", veritysetup 2."))
            // The same image, filled up to whole blocks; then the header, then the tree.
            #expect(tree.dataBytes == (plain.size + 4095) / 4096 * 4096)
            #expect(tree.dataBytes > 128 * 4096)
            #expect(image.size == tree.dataBytes + VerityTree.bytes(dataBytes: tree.dataBytes))
            let all = try bytes(image.path)
            #expect(all.count == Int(image.size) && ContentHasher.digest(all) == image.digest)
            let data = Array(all[..<Int(tree.dataBytes)])
            #expect(try data.starts(with: bytes(plain.path)))
            #expect(data[Int(plain.size)...].allSatisfy { $0 == 0 })
            #expect(tree.salt == ContentHasher.digest(data).hex)
            #expect(all[data.count...].starts(with: Array("verity\0\0".utf8)))
            #expect(try Self.verify(image.path, tree) == 0)
            // A bit of the data, one of the tree, another root hash.
            for place in [data.count / 2, data.count + 4096] {
                var damaged = all
                damaged[place] ^= 1
                try write(damaged, to: "\(folder)/damaged")
                #expect(try Self.verify("\(folder)/damaged", tree) != 0)
            }
            let other = VerityTree(
                rootHash: String(tree.rootHash.reversed()), salt: tree.salt, dataBytes: tree.dataBytes)
            #expect(try Self.verify(image.path, other) != 0)
        }
    }

    @Test(
        .enabled(if: hasPrograms, "cryptsetup-bin or a program that makes images is not installed"),
        arguments: images)
    func theSameArchiveGivesTheSameBytes(_ format: RootImageFormat) async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let here = try RootImageMaker(cache: CacheFolder(home: "\(folder)/here"), tools: Self.tools())
            // By way of the image without a tree, which is in the cache then.
            _ = try await here.image(of: part, format: format)
            let first = try await here.image(of: part, format: format, verity: true)
            let around = [
                "sh", "-c", #"umask 077; exec "$@""#, "sh", "taskset", "-c", "0", "env", "TZ=Asia/Tokyo",
                "LC_ALL=C.UTF-8", "HOME=/nonexistent",
            ]
            let there = try RootImageMaker(
                cache: CacheFolder(home: "\(folder)/there"), tools: Self.tools(around))
            try await Task.sleep(for: .milliseconds(1100))
            let second = try await there.image(of: part, format: format, verity: true)
            #expect(second.isNew)
            #expect((first.digest, first.size) == (second.digest, second.size))
            #expect(first.verity == second.verity)
        }
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("mksquashfs", "veritysetup"),
            "squashfs-tools or cryptsetup-bin is missing"))
    func anImageIsMadeOnceWithAndOnceWithout() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let maker = try RootImageMaker(cache: CacheFolder(home: folder))
            let first = try await maker.image(of: part, format: .squashfs, verity: true)
            let again = try await maker.image(of: part, format: .squashfs, verity: true)
            #expect((first.isNew, again.isNew) == (true, false))
            #expect((again.path, again.digest, again.verity) == (first.path, first.digest, first.verity))
            let plain = try await maker.image(of: part, format: .squashfs)
            #expect(plain.isNew && plain.verity == nil && plain.path != first.path)
            // After a restart of the machine it is hashed once, and what is known of the tree stays.
            let later = try RootImageCache(cache: CacheFolder(home: folder), bootIdentity: "another")
            let key = try #require(SHA256Digest(hex: Self.name(first.path)))
            #expect(later.find(key, .squashfs)?.verity == first.verity)
            // A file that was changed behind our back is made again.
            try write("other", to: first.path)
            #expect(
                try await maker.image(of: part, format: .squashfs, verity: true).digest == first.digest)
        }
    }

    private static func name(_ path: String) -> String {
        String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
    }

    @Test(
        .enabled(
            if: ChildProgram.exists("mksquashfs", "veritysetup"),
            "squashfs-tools or cryptsetup-bin is missing"))
    func aRootThatIsAnImageIsCopied() async throws {
        try await withScratch { folder in
            let cache = try CacheFolder(home: folder)
            let made = try await RootImageMaker(cache: cache).image(
                of: try RootTarball.sample().part("\(folder)/root.tar"), format: .squashfs)
            // Not filled up, as mksquashfs -nopad leaves it.
            let own = "\(folder)/own.squashfs"
            var contents = try bytes(made.path)
            contents.removeLast(100)
            try write(contents, to: own)
            let part = ImagePart(
                role: .root, path: own, size: UInt64(contents.count), digest: ContentHasher.digest(contents))
            let image = try await RootImageMaker(cache: cache).image(
                of: part, format: .squashfs, verity: true)
            let tree = try #require(image.verity)
            #expect(image.tool.hasPrefix("the base's own, veritysetup "))
            #expect(try Self.verify(image.path, tree) == 0)
            #expect(try bytes(own) == contents, "the base is never written")
        }
    }

    @Test func aMissingProgramIsNamedWithItsPackage() async {
        var command = ToolCommand("veritysetup", ["--version"])
        command.environment = ["PATH": "/nonexistent"]
        let fault = await failure(ToolFailure.self) { [command] in _ = try await Tool.run(command) }
        #expect(
            fault?.description
                == "the program veritysetup is needed and not installed; apt-get install cryptsetup-bin")
    }

    @Test func whatVeritysetupSaysIsRead() throws {
        let hash = String(repeating: "0a", count: 32)
        #expect(
            try VerityMaker.rootHash(Array("Salt:  \t00\nRoot hash:      \t\(hash)\n".utf8)) == hash)
        for text in ["", "Root hash: \n", "Root hash: \(hash)0\n", "Root hash: \(hash.dropLast())x\n"] {
            #expect(throws: RootImageFault.self) { try VerityMaker.rootHash(Array(text.utf8)) }
        }
        let digest = try #require(SHA256Digest(hex: String(repeating: "ff", count: 32)))
        #expect(VerityMaker.identifier(digest) == "ffffffff-ffff-8fff-bfff-ffffffffffff")
    }
}
