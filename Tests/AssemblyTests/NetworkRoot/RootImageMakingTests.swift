import Distributions
import Glibc
import Initramfs
import Machine
import TestSupport
import Testing

@testable import Assembly

/// How images are made, kept and not left behind.
@Suite struct RootImageMakingTests {
    private static let hasPrograms = ChildProgram.exists(
        "mksquashfs", "mkfs.erofs", "mke2fs", "fakeroot", "setcap", "taskset")

    private static func tools(
        _ prefix: [String] = [], timeLimit: Duration = .seconds(60),
        echo: @escaping @Sendable (String) -> Void = { _ in }
    ) -> RootTools {
        RootTools(timeLimit: timeLimit, echo: echo, prefix: prefix)
    }

    /// What is in the folder of images besides the lock.
    private static func left(_ folder: String) throws -> [String] {
        try names(in: "\(folder)/kimage/roots").filter { $0 != "lock" }
    }

    @Test(
        .enabled(
            if: hasPrograms,
            "squashfs-tools, erofs-utils, e2fsprogs, fakeroot, libcap2-bin or util-linux are missing"),
        arguments: RootImageFormat.allCases)
    func theSameArchiveGivesTheSameBytes(_ format: RootImageFormat) async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let here = try RootImageMaker(cache: CacheFolder(home: "\(folder)/here"), tools: Self.tools())
            let first = try await here.image(of: part, format: format)
            let around = [
                "sh", "-c", #"umask 077; exec "$@""#, "sh", "taskset", "-c", "0", "env", "TZ=Asia/Tokyo",
                "LC_ALL=C.UTF-8", "HOME=/nonexistent",
            ]
            let there = try RootImageMaker(
                cache: CacheFolder(home: "\(folder)/there"), tools: Self.tools(around))
            // Times of files and folders of this machine must not matter, either.
            try await Task.sleep(for: .milliseconds(1100))
            let second = try await there.image(of: part, format: format)
            #expect(second.isNew)
            #expect(first.digest == second.digest)
            #expect(first.size == second.size)
        }
    }

    @Test func anImageIsMadeOnce() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let maker = try RootImageMaker(cache: CacheFolder(home: folder))
            let first = try await maker.image(of: part, format: .cpio)
            let second = try await maker.image(of: part, format: .cpio)
            #expect((first.isNew, second.isNew) == (true, false))
            #expect((second.path, second.digest, second.notes) == (first.path, first.digest, first.notes))
            let other = try await maker.image(
                of: part, format: .cpio, options: RootImageOptions(compression: .gzip))
            #expect(other.isNew)
            #expect(other.path != first.path)
            // A file that was changed behind our back is made again.
            try write("other", to: first.path)
            #expect(try await maker.image(of: part, format: .cpio).digest == first.digest)
        }
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs"), "squashfs-tools are not installed"))
    func anInterruptedBuildLeavesNothing() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let tools = Self.tools(echo: { _ in withUnsafeCurrentTask { $0?.cancel() } })
            let maker = try RootImageMaker(cache: CacheFolder(home: folder), tools: tools)
            let task = Task { try await maker.image(of: part, format: .squashfs) }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try Self.left(folder) == [])
        }
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs"), "squashfs-tools are not installed"))
    func aProgramThatFailsIsQuotedAndLeavesNothing() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let tools = Self.tools(["sh", "-c", "echo last words >&2; exit 3"])
            let maker = try RootImageMaker(cache: CacheFolder(home: folder), tools: tools)
            let fault = await failure(ToolFailure.self) {
                _ = try await maker.image(of: part, format: .squashfs)
            }
            #expect(fault?.reason == .exited(3))
            #expect(fault?.description.contains("last words") == true)
            #expect(try Self.left(folder) == [])
        }
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs"), "squashfs-tools are not installed"))
    func aProgramThatHangsIsEnded() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let tools = Self.tools(["sh", "-c", "sleep 1000"], timeLimit: .milliseconds(200))
            let maker = try RootImageMaker(cache: CacheFolder(home: folder), tools: tools)
            let fault = await failure(ToolFailure.self) {
                _ = try await maker.image(of: part, format: .squashfs)
            }
            #expect(fault?.reason == .timedOut(.milliseconds(200)))
            #expect(try Self.left(folder) == [])
        }
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs"), "squashfs-tools are not installed"))
    func aMissingProgramIsNamed() async throws {
        try await withScratch { folder in
            let part = try RootTarball.sample().part("\(folder)/root.tar")
            let maker = try RootImageMaker(
                cache: CacheFolder(home: folder), tools: Self.tools(["no-such-program-of-kimage"]))
            let fault = await failure(ToolFailure.self) {
                _ = try await maker.image(of: part, format: .squashfs)
            }
            #expect(fault?.category == .missingProgram)
            #expect(try Self.left(folder) == [])
        }
    }

    @Test(.enabled(if: ChildProgram.exists("mksquashfs"), "squashfs-tools are not installed"))
    func aRootThatIsAnImageIsTaken() async throws {
        try await withScratch { folder in
            let maker = try RootImageMaker(cache: CacheFolder(home: folder))
            let image = try await maker.image(
                of: try RootTarball.sample().part("\(folder)/root.tar"), format: .squashfs)
            let part = ImagePart(role: .root, path: image.path, size: image.size, digest: image.digest)
            let same = try await maker.image(of: part, format: .squashfs)
            #expect((same.path, same.digest, same.isNew) == (image.path, image.digest, false))
            let fault = await failure(RootImageFault.self) {
                _ = try await maker.image(of: part, format: .ext4)
            }
            #expect(fault?.description.contains("is an image already, squashfs") == true)
        }
    }

    @Test func optionsThatAFormatDoesNotHaveAreRefused() {
        let wrong: [(RootImageFormat, RootImageOptions)] = [
            (.squashfs, RootImageOptions(compression: .bzip2)), (.squashfs, RootImageOptions(level: 23)),
            (.squashfs, RootImageOptions(blockSize: 100_000)), (.erofs, RootImageOptions(compression: .zstd)),
            (.ext4, RootImageOptions(level: 1)), (.cpio, RootImageOptions(blockSize: 4096)),
        ]
        for (format, options) in wrong {
            #expect(throws: RootImageFault.self) { try options.resolved(format) }
        }
        #expect(
            (try? RootImageOptions().resolved(.erofs))
                == RootImageOptions(compression: .lz4, level: 9, blockSize: 65536))
        #expect(
            (try? RootImageOptions().resolved(.squashfs))
                == RootImageOptions(compression: .zstd, level: 15, blockSize: 131072))
    }
}
