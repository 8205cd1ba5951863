import Distributions
import Glibc
import Machine
import Planning
import Testing

@testable import Assembly

/// A full disk: a small tmpfs in place of `out/` or of the cache. Only root may mount one; elsewhere skipped.
@Suite(.enabled(if: geteuid() == 0, "only root may mount a small file system"), .serialized)
struct SpaceTests {
    private static func withSmallDisk(
        _ kibibytes: Int, at folder: String, _ body: () async throws -> Void
    ) async throws {
        try Directory.create(folder)
        _ = try await Tool.run(
            ToolCommand("mount", ["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", folder]))
        do {
            try await body()
        } catch {
            _ = try? await Tool.run(ToolCommand("umount", [folder]))
            throw error
        }
        _ = try await Tool.run(ToolCommand("umount", [folder]))
    }

    private static func plan(_ workshop: Workshop, _ text: String) -> Plan {
        workshop.plan([.test([.file("/etc/config", text)])], commandLine: [text])
    }

    @Test func aFullOutputIsForeseen() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder, filler: 2 << 20)
            try await Self.withSmallDisk(6000, at: workshop.out) {
                _ = try await workshop.build(Self.plan(workshop, "old"))
                let before = try text(workshop.out + "/image/SHA256SUMS")
                let other = try Workshop(folder + "/large", filler: 5 << 20)
                var large = workshop
                large.parts = other.parts
                let found = await failure(MachineFailure.self) {
                    _ = try await large.build(Self.plan(large, "new"))
                }
                #expect(found?.category == .cannotCreate)
                #expect(found?.path == workshop.out + "/image/initrd.img")
                #expect(found?.reason.contains("bytes are needed") == true)
                #expect(try names(in: workshop.out) == [".kimage.lock", "image"])
                #expect(try text(workshop.out + "/image/SHA256SUMS") == before)
            }
        }
    }

    /// From too little for anything to enough for everything, whichever write finds the disk full.
    @Test(arguments: [4, 8, 12, 16, 20, 24, 28, 32, 40, 48]) func aFullOutputIsSurvived(kibibytes: Int)
        async throws
    {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try await Self.withSmallDisk(1 << 11, at: workshop.out) {
                _ = try await workshop.build(Self.plan(workshop, "old"))
                let before = try text(workshop.out + "/image/SHA256SUMS")
                // Another's file takes the space when the preflight has looked already.
                let probe: PublishProbe = { step in
                    guard step == .initrdBegun else { return }
                    let free = try FileSystemSpace.available(at: workshop.out) - Int64(kibibytes) << 10
                    try write([UInt8](repeating: 1, count: Int(max(0, free))), to: workshop.out + "/hog")
                }
                let found = await failure(MachineFailure.self) {
                    _ = try await workshop.build(
                        workshop.plan([.test([.file("/etc/config", "new")])], commandLine: ["new"]),
                        probe: probe)
                }
                #expect(try names(in: workshop.out) == [".kimage.lock", "hog", "image"])
                if let found {
                    #expect(found.category == .cannotCreate)
                    #expect(found.path.hasPrefix(workshop.out + "/image/"), "\(found)")
                    #expect(found.reason.contains("bytes are needed"), "\(found)")
                    #expect(try text(workshop.out + "/image/SHA256SUMS") == before)
                } else {
                    #expect(try text(workshop.out + "/image/cmdline") == "new\n")
                }
            }
        }
    }

    @Test func aFullCacheIsTold() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["overlay/"], in: folder)
            try write(noise(1 << 20, seed: 4), to: folder + "/overlay/large")
            let small = folder + "/small"
            try await Self.withSmallDisk(300, at: small) {
                let cache = try CacheFolder(home: small)
                let found = await failure(MachineFailure.self) {
                    _ = try await ImageAssembler(cache: cache, options: workshop.options)
                        .assemble(
                            workshop.plan([.test([.overlay(folder + "/overlay")])]), parts: workshop.parts,
                            into: workshop.out)
                }
                #expect(found?.category == .cannotCreate)
                #expect(found?.path == small + "/kimage/segments/segment")
                #expect(found?.reason.contains("1048576 bytes are needed") == true)
                #expect(try names(in: small + "/kimage/segments") == ["lock"])
                #expect(try FileStatus.ifExists(path: workshop.out) == nil)
            }
        }
    }
}
