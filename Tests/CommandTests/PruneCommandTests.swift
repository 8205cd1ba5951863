import TestSupport
import Testing

@Suite("kimage prune")
struct PruneCommandTests {
    @Test("what came here today stays, and a lock that is missing is told")
    func prune() throws {
        let scratch = try Scratch()
        let environment = ["XDG_CACHE_HOME": scratch.path + "/cache"]
        // The store makes its folders.
        let first = try Command.kimage(["prune"], in: scratch.path, environment: environment)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.hasPrefix("removed 0 files, 0 unfinished downloads, 0 damaged"))
        // What counts is when it came here, not what a server said of its age.
        try scratch.write("cache/kimage/quarantine/file", "damaged\n")
        _ = try Command.run(
            ["touch", "-h", "-d", "40 days ago", scratch.path + "/cache/kimage/quarantine/file"])
        let second = try Command.kimage(["prune"], in: scratch.path, environment: environment)
        #expect(
            second.output
                == "removed 0 files, 0 unfinished downloads, 0 damaged and 0 left-over files: 0 bytes\n")
        #expect(scratch.read("cache/kimage/quarantine/file") != nil)
        let missing = try Command.kimage(["prune", "none.lock"], in: scratch.path, environment: environment)
        #expect(missing.status == 66)
        #expect(try Command.kimage(["prune", "--older-than", "0"], in: scratch.path).status == 64)
    }
}
