import FoundationEssentials
import TestSupport
import Testing

@Suite("Reports with a warm cache and with a cold one")
struct WarmReportTests {
    /// A lab whose base is large enough that what was found in it is kept.
    private static func lab(_ pack: String) throws -> Lab {
        let lab = try Lab()
        let random = "head -c 300000 /dev/urandom > usr/lib/large && ln usr/lib/large usr/lib/same"
        let archive =
            "\(random) && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0 | \(pack)"
        let made = try Command.run(
            ["sh", "-c", archive + " > ../base/initrd"], in: lab.scratch.path + "/tree")
        guard made.status == 0 else { throw LabFault(message: made.errors) }
        return lab
    }

    /// The report of a build, and the one of the same recipe that is built with nothing in the cache.
    private static func compare(_ lab: Lab, _ place: Comment) throws {
        let warm = try lab.build()
        #expect(warm.status == 0, "\(warm.errors)")
        let cold = try lab.build(
            environment: ["XDG_CACHE_HOME": lab.scratch.path + "/cold"], output: "cold-out")
        #expect(cold.status == 0, "\(cold.errors)")
        for file in ["report.json", "report.md", "SHA256SUMS"] {
            let report = lab.scratch.read("out/lab/\(file)")
            #expect(report != nil && report == lab.scratch.read("cold-out/lab/\(file)"), place)
        }
        _ = try Command.run(["rm", "-rf", "cold", "cold-out"], in: lab.scratch.path)
    }

    /// How many checkpoints of readings there are.
    private static func readings(_ lab: Lab) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: lab.scratch.path + "/cache/kimage/index")
            .filter { $0.hasPrefix("read-") }.count
    }

    @Test("are the same bytes after edits", arguments: ["gzip -n", "cat"])
    func edits(_ pack: String) throws {
        let lab = try Self.lab(pack)
        #expect(try lab.build().status == 0)
        #expect(try Self.readings(lab) == 1)
        try lab.scratch.write("cloud.yml", "#cloud-config\nhostname: another\n")
        try Self.compare(lab, "a cloud-config was edited")
        try lab.scratch.write("overlay/usr/lib/large", "replaces one of two names\n")
        try Self.compare(lab, "an overlay was edited")
        #expect(try Self.readings(lab) == 1)
    }

    @Test("a damaged cache is not believed")
    func damage() throws {
        let lab = try Self.lab("gzip -n")
        #expect(try lab.build().status == 0)
        let damage =
            "for f in cache/kimage/index/read-*; do printf x | dd of=$f bs=1 seek=400 conv=notrunc; done"
        #expect(try Command.run(["sh", "-c", damage], in: lab.scratch.path).status == 0)
        try lab.scratch.write("cloud.yml", "#cloud-config\nhostname: another\n")
        try Self.compare(lab, "a record was damaged")
    }
}
