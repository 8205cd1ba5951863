import Distributions
import Glibc
import Initramfs
import Machine
import Planning
import Testing

@testable import Assembly

/// How the base gets into a new `initrd.img` without being copied, and when it does not.
@Suite struct SpareTests {
    private static func config(_ text: String) -> PlannedSegment {
        .test([.file("/etc/config", text)], name: "configuration")
    }

    /// Two files take turns where blocks cannot be shared; elsewhere every build clones.
    private static func isCheap(_ method: InitrdWriter.Method?) -> Bool {
        switch method {
        case .recycled, .cloned: true
        case .linked, .copied, nil: false
        }
    }

    @Test func theBaseIsNotCopiedTwice() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder, filler: 9 << 20)
            let base = try bytes(try #require(workshop.parts.initrd).path)
            var methods: [InitrdWriter.Method?] = []
            for number in 0..<6 {
                let text = String(repeating: "\(number)\n", count: 100 - 10 * number)
                let image = try await workshop.build(workshop.plan([Self.config(text)]))
                methods.append(image.method)
                let initrd = try bytes(image.folder + "/initrd.img")
                #expect(initrd.starts(with: base))
                #expect(image.file("initrd.img")?.digest == ContentHasher.digest(initrd))
                #expect(try workshop.unpacked().contents(of: EntryName("etc/config")) == Array(text.utf8))
            }
            #expect(methods[2...].allSatisfy(Self.isCheap), "\(methods)")
        }
    }

    @Test func aFileThatSomebodyMayStillReadIsNotRecycled() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder, filler: 9 << 20)
            let plans = (0..<4).map { workshop.plan([Self.config("\($0)")]) }
            _ = try await workshop.build(plans[0])
            // A server has the first one open, as it is published.
            let reader = try Descriptor(open: workshop.out + "/image/initrd.img")
            let before = try reader.hash().digest
            _ = try await workshop.build(plans[1])
            let third = try await workshop.build(plans[2])
            if case .recycled = third.method { Issue.record("recycled while it was open") }
            try reader.seek(to: 0)
            #expect(try reader.hash().digest == before)
            // Someone keeps the second one under a name of his own.
            try check(link(workshop.out + "/image/initrd.img", folder + "/kept"))
            let kept = ContentHasher.digest(try bytes(folder + "/kept"))
            _ = try await workshop.build(plans[3])
            let last = try await workshop.build(plans[0])
            if case .recycled = last.method { Issue.record("recycled in spite of another name") }
            #expect(ContentHasher.digest(try bytes(folder + "/kept")) == kept)
        }
    }

    @Test func aTamperedSpareIsNotUsed() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder, filler: 9 << 20)
            _ = try await workshop.build(workshop.plan([Self.config("0")]))
            _ = try await workshop.build(workshop.plan([Self.config("1")]))
            let spare = workshop.out + "/.kimage.spare/image.img"
            guard try FileStatus.ifExists(path: spare) != nil else { return }
            #expect(try FileStatus(path: workshop.out + "/.kimage.spare").permissions == 0o700)
            let file = try Descriptor(open: spare, .readWrite)
            try file.seek(to: 5000)
            try file.write([1, 2, 3])
            try file.close()
            let image = try await workshop.build(workshop.plan([Self.config("2")]))
            #expect(image.method == .copied)
            #expect(
                image.file("initrd.img")?.digest
                    == ContentHasher.digest(try bytes(image.folder + "/initrd.img")))
        }
    }

    @Test func withoutASpareNothingIsKept() async throws {
        try await withScratch { folder in
            var workshop = try Workshop(folder, filler: 9 << 20)
            workshop.options.keepsSpare = false
            for number in 0..<3 {
                _ = try await workshop.build(workshop.plan([Self.config("\(number)")]))
            }
            #expect(try names(in: workshop.out) == [".kimage.lock", "image"])
        }
    }
}
