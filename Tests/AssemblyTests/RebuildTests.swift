import Distributions
import Glibc
import Initramfs
import Machine
import Planning
import Testing

@testable import Assembly

/// What is done again, and what is not.
@Suite struct RebuildTests {
    private static func config(_ text: String) -> PlannedSegment {
        .test([.file("/etc/config", text)], name: "configuration")
    }

    @Test func nothingIsDoneTwice() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            try plant(["a", "b/c"], in: folder + "/overlay")
            let plan = workshop.plan([.test([.overlay(folder + "/overlay")], name: "o"), Self.config("x")])
            let first = try await workshop.build(plan)
            let inode = try FileStatus(path: first.folder).inode
            let second = try await workshop.build(plan)
            #expect(first.isBuilt)
            #expect(!second.isBuilt)
            #expect(second.files == first.files)
            #expect(try FileStatus(path: first.folder).inode == inode)
        }
    }

    @Test func everyInputCounts() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder)
            try plant(["a", "b/c"], in: folder + "/overlay")
            let overlay = PlannedSegment.test([.overlay(folder + "/overlay")], name: "o")
            var plan = workshop.plan([overlay, Self.config("x")])
            _ = try await workshop.build(plan)
            func isBuilt() async throws -> Bool { try await workshop.build(plan).isBuilt }
            try write("B/C", to: folder + "/overlay/b/c")
            #expect(try await isBuilt(), "contents")
            try check(chmod(folder + "/overlay/a", 0o755))
            #expect(try await isBuilt(), "a mode")
            try write("", to: folder + "/overlay/new")
            #expect(try await isBuilt(), "a file more")
            try check(unlink(folder + "/overlay/new"))
            #expect(try await isBuilt(), "a file less")
            plan.commandLine.append("x")
            #expect(try await isBuilt(), "the command line")
            plan.menus.title = "Other"
            #expect(try await isBuilt(), "the menus")
            workshop.options.tool = "kimage other"
            #expect(try await isBuilt(), "the program")
            workshop.options.modified = 5
            #expect(try await isBuilt(), "the time")
            try write(noise(100, seed: 9), to: folder + "/base/vmlinuz")
            workshop.parts = ImageParts(
                kernel: try Workshop.part(.kernel, folder + "/base/vmlinuz"), initrd: workshop.parts.initrd,
                root: nil)
            #expect(try await isBuilt(), "the kernel")
            #expect(try await !isBuilt())
            #expect(try bytes(workshop.out + "/image/vmlinuz") == noise(100, seed: 9))
        }
    }

    @Test func everyOutputCounts() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let plan = workshop.plan([Self.config("x")])
            let image = try await workshop.build(plan)
            let sums = try text(image.folder + "/SHA256SUMS")
            for file in image.files {
                let path = "\(image.folder)/\(file.path)"
                let original = try bytes(path)
                let spoils: [() throws -> Void] = [
                    { try check(unlink(path)) },
                    { try write(original.map { $0 ^ 1 }, to: path) },
                    { try write(original + [0], to: path) },
                    {
                        try check(unlink(path))
                        try check(symlink("/dev/null", path))
                    },
                    { try check(chmod(path, 0o600)) },
                ]
                for (number, spoil) in spoils.enumerated() {
                    try spoil()
                    let again = try await workshop.build(plan)
                    #expect(again.isBuilt, "\(file.path) \(number)")
                    #expect(try bytes(path) == original, "\(file.path) \(number)")
                    #expect(try FileStatus(path: path).permissions == 0o644, "\(file.path) \(number)")
                }
            }
            #expect(try text(image.folder + "/SHA256SUMS") == sums)
            #expect(try await !workshop.build(plan).isBuilt)
        }
    }

    @Test func unchangedFilesAreTakenOver() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let first = try await workshop.build(workshop.plan([Self.config("x")]))
            let kernel = try FileStatus(path: first.folder + "/vmlinuz").inode
            let initrd = try FileStatus(path: first.folder + "/initrd.img").inode
            let second = try await workshop.build(workshop.plan([Self.config("x")], commandLine: ["other"]))
            #expect(second.method == .linked)
            #expect(try FileStatus(path: first.folder + "/vmlinuz").inode == kernel)
            #expect(try FileStatus(path: first.folder + "/initrd.img").inode == initrd)
            #expect(try FileStatus(path: first.folder + "/initrd.img").links == 1)
            let third = try await workshop.build(workshop.plan([Self.config("y")]))
            #expect(third.method == .copied)
            #expect(try FileStatus(path: first.folder + "/vmlinuz").inode == kernel)
        }
    }

    @Test func whatCannotBeRememberedIsAWarning() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            // A folder has the name of the record.
            let records = try workshop.cache.folder("images")
            let image = try await workshop.build(workshop.plan([Self.config("x")]))
            #expect(image.warnings.isEmpty)
            let record = records + "/" + (try #require(names(in: records).first))
            try check(unlink(record))
            try Directory.create(record + "/inside")
            let second = try await workshop.build(workshop.plan([Self.config("y")]))
            #expect(second.warnings.count == 1)
            #expect(try workshop.unpacked().contents(of: EntryName("etc/config")) == [UInt8(ascii: "y")])
        }
    }
}
