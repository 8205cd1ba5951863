import Distributions
import Glibc
import Machine
import Planning
import Testing

@testable import Assembly

/// At every moment the published folder is the old image or the new one, whole.
@Suite struct PublishTests {
    private struct Stop: Error {}

    private static let steps: [PublishStep] = [
        .staged, .file("vmlinuz"), .kernel, .initrdBegun, .file("initrd.img"), .initrd, .file("cmdline"),
        .file("menus/boot.ipxe"), .file("manifest.json"), .file("SHA256SUMS"), .synchronized, .exchanged,
        .published,
        .removed, .recorded,
    ]

    private static func plan(_ workshop: Workshop, _ text: String) -> Plan {
        workshop.plan([.test([.file("/etc/config", text)])], commandLine: [text])
    }

    /// What is published: `old`, `new`, nothing; or `mixed` where the files do not fit their checksums.
    private static func state(_ out: String) async throws -> String {
        guard try FileStatus.ifExists(path: out + "/image") != nil else { return "nothing" }
        let command = ToolCommand(
            "sh", ["-c", "cd \"$1\" && sha256sum -c --strict --quiet SHA256SUMS", "sh", out + "/image"])
        guard (try? await Tool.run(command)) != nil else { return "mixed" }
        return String(try text(out + "/image/cmdline").dropLast())
    }

    private static func isNew(_ step: PublishStep) -> Bool {
        [.exchanged, .published, .removed, .recorded].contains(step)
    }

    @Test(arguments: steps, [false, true]) func aFailureLeavesTheOldImage(step: PublishStep, isFirst: Bool)
        async throws
    {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            if !isFirst { _ = try await workshop.build(Self.plan(workshop, "old")) }
            let stopped = await failure(Stop.self) {
                _ = try await workshop.build(Self.plan(workshop, "new")) { if $0 == step { throw Stop() } }
            }
            #expect(stopped != nil, "the step \(step) was not reached")
            let expected = Self.isNew(step) ? "new" : isFirst ? "nothing" : "old"
            #expect(try await Self.state(workshop.out) == expected)
            let left = try names(in: workshop.out)
            #expect(left == (expected == "nothing" ? [".kimage.lock"] : [".kimage.lock", "image"]))
            let again = try await workshop.build(Self.plan(workshop, "new"))
            #expect(again.isBuilt == (step != .recorded))
            #expect(try await Self.state(workshop.out) == "new")
        }
    }

    @Test(arguments: 0..<steps.count) func aKilledBuildLeavesOneImageAndTheNextTidiesUp(number: Int)
        async throws
    {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            _ = try await workshop.build(Self.plan(workshop, "old"))
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder as String, number = number as Int] in
                let workshop = try Workshop(folder)
                _ = try await workshop.build(PublishTests.plan(workshop, "new")) { step in
                    if step == PublishTests.steps[number] { kill(getpid(), SIGKILL) }
                }
            }
            let step = Self.steps[number]
            #expect(try await Self.state(workshop.out) == (Self.isNew(step) ? "new" : "old"))
            _ = try await workshop.build(Self.plan(workshop, "newer"))
            #expect(try await Self.state(workshop.out) == "newer")
            #expect(try names(in: workshop.out) == [".kimage.lock", "image"])
            let clean = try Workshop(folder + "/clean")
            _ = try await clean.build(Self.plan(clean, "newer"))
            #expect(try text(workshop.out + "/image/SHA256SUMS") == text(clean.out + "/image/SHA256SUMS"))
        }
    }

    @Test func everyStepIsPassedInOrder() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let (stream, continuation) = AsyncStream.makeStream(of: PublishStep.self)
            _ = try await workshop.build(Self.plan(workshop, "x")) { continuation.yield($0) }
            continuation.finish()
            var seen: [PublishStep] = []
            for await step in stream { seen.append(step) }
            #expect(seen == Self.steps)
        }
    }

    @Test func anImageThatIsNotPublishedLeavesNothing() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            do {
                let outcome = try await ImageAssembler(cache: workshop.cache, options: workshop.options)
                    .assemble(Self.plan(workshop, "x"), parts: workshop.parts, into: workshop.out)
                #expect(try names(in: workshop.out).count == 2)
                _ = consume outcome
            }
            #expect(try names(in: workshop.out) == [".kimage.lock"])
        }
    }

    @Test func buildsIntoOneFolderWaitForEachOther() async throws {
        try await withScratch { folder in
            let workshop = try Workshop(folder)
            let reference = try Workshop(folder + "/reference")
            for name in ["a", "b", "c"] {
                _ = try await reference.build(reference.plan([.test([.file("/n", name)])], name: name))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["a", "b", "c", "a", "b", "c"] {
                    group.addTask {
                        _ = try await workshop.build(workshop.plan([.test([.file("/n", name)])], name: name))
                    }
                }
                try await group.waitForAll()
            }
            for name in ["a", "b", "c"] {
                #expect(
                    try text("\(workshop.out)/\(name)/SHA256SUMS")
                        == text("\(reference.out)/\(name)/SHA256SUMS"))
            }
            #expect(try names(in: workshop.out) == [".kimage.lock", "a", "b", "c"])
        }
    }
}
