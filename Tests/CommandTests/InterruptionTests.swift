import FoundationEssentials
import TestSupport
import Testing

@Suite("What an interrupted build leaves", .serialized)
struct InterruptionTests {
    /// Makes a change that every part of the image depends on, so that a build writes everything.
    private static func change(_ lab: Lab, _ number: Int) throws {
        try lab.scratch.write("overlay/etc/motd", "hello \(number)\n")
        try lab.scratch.write(
            "overlay/etc/large", Array(repeating: UInt8(truncatingIfNeeded: number), count: 4 << 20))
    }

    @Test("killed at 20 points, out/ holds the old image or the new one, whole")
    func killed() throws {
        let lab = try Lab()
        try Self.change(lab, 0)
        #expect(try lab.build().status == 0)
        var kept = 0
        for point in 1...20 {
            let before = try lab.sums()
            try Self.change(lab, point)
            // From the start of the program to some time after most builds have published.
            let seconds = "0.\(point < 5 ? "0" : "")\(2 * point)"
            _ = try lab.build(prefix: ["timeout", "-s", "KILL", seconds])
            #expect(try lab.isWhole(), "after \(seconds) s")
            if try lab.sums() == before { kept += 1 }
        }
        #expect(kept > 0, "no build was killed before it had published")
        #expect(try lab.build().status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: lab.scratch.path + "/out")
            .filter { $0.hasPrefix(".kimage-") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test(
        "on a full disk the old image stays, whatever the size that is left",
        .enabled(if: Lab.isRoot, "only root can mount a small file system"))
    func fullDisk() throws {
        let lab = try Lab()
        try Self.change(lab, 0)
        let folder = lab.scratch.path + "/small"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let mounted = try Command.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder])
        try #require(mounted.status == 0, "\(mounted.errors)")
        defer { _ = try? Command.run(["umount", folder]) }
        #expect(try lab.build(output: "small").status == 0)
        let old = try lab.sums("small")
        var refused = 0
        for (number, kib) in [0, 4, 64, 256, 1024, 2048, 3072, 4000].enumerated() {
            // Random bytes do not compress, so that the image needs its 4 MiB.
            let random = (0..<(4 << 20)).map {
                UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761 &+ number) >> 13)
            }
            try lab.scratch.write("overlay/etc/large", random)
            let fill =
                "rm -f fill; free=$(df -k --output=avail . | tail -1); "
                + "head -c $(( (free - \(kib)) * 1024 )) /dev/zero > fill 2>/dev/null; true"
            _ = try Command.run(["sh", "-c", fill], in: folder)
            let result = try lab.build(output: "small")
            #expect(try lab.isWhole("small"), "\(kib) KiB left: \(result.errors)")
            if result.status != 0 {
                refused += 1
                #expect(try lab.sums("small") == old, "\(kib) KiB left")
                #expect(result.status == 73 || result.status == 74, "\(kib) KiB left: \(result.errors)")
            }
            _ = try Command.run(["rm", "-f", "fill"], in: folder)
            if result.status == 0 { break }
        }
        #expect(refused > 0)
    }
}
