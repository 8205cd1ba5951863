import FoundationEssentials
import TestSupport
import Testing

/// RAM that processes take, by the programs that a root tree holds.
struct ProcessEstimateTests {
    private let scratch: Scratch
    private let environment: [String: String]

    init() throws {
        scratch = try Scratch()
        environment = ["XDG_CACHE_HOME": scratch.path + "/cache", "SOURCE_DATE_EPOCH": ""]
        let kernel = SyntheticKernel(
            release: "6.1.0-56-cloud-amd64",
            builder: SyntheticKernel.debianBuilder + "6.1.192-2 (2026-11-16)",
            sections: SyntheticKernel.debian61Cloud)
        try scratch.write("base/kernel", "")
        try Data(try kernel.image()).write(to: URL(fileURLWithPath: scratch.path + "/base/kernel"))
        try scratch.write("base/busybox", "not a busybox\n")
        try scratch.write(
            "base/base.toml",
            "os = \"custom\"\narchitecture = \"x86_64\"\nprovenance = \"stand-in: a test's own\"\nversion = \"1\"\nstand-in = true\n"
        )
        try scratch.write("overlay/usr/bin/containerd", "#!/bin/sh\n")
    }

    /// The report of an image whose root has these programs.
    private func report(_ programs: [String], _ more: String = "") throws -> Report {
        _ = try Command.run(["rm", "-rf", "tree"], in: scratch.path)
        try scratch.write("tree/sbin/init", "#!/bin/sh\n")
        for program in programs { try scratch.write("tree/" + program, "#!/bin/sh\n") }
        let packed = try Command.run(
            ["tar", "-cf", "../base/root.tar", "--owner=0", "--group=0", "--mtime=@0", "--sort=name", "."],
            in: scratch.path + "/tree")
        #expect(packed.status == 0, "\(packed.errors)")
        try scratch.write("w.toml", "name = \"w\"\n[base]\nos = \"custom\"\n" + more)
        let built = try Command.kimage(
            ["build", "w.toml", "--base", "base"], in: scratch.path, environment: environment)
        #expect(built.status == 0, "\(built.errors)")
        let data = try #require(scratch.read("out/w/report.json"))
        return try JSONDecoder().decode(Report.self, from: Data(data))
    }

    private struct Report: Decodable {
        struct Ram: Decodable {
            let in_use_terms: [Term]
            let assumptions: [String]
        }
        struct Term: Decodable {
            let name: String
            let kib: Int
        }
        let ram: Ram

        /// KiB of processes.
        var processes: Int? { ram.in_use_terms.first { $0.name == "processes" }?.kib }
        var counted: String? { ram.assumptions.first { $0.hasPrefix("processes at idle") } }
    }

    @Test("a daemon that is installed counts, by the base's tree as by an overlay")
    func daemons() throws {
        let plain = try #require(try report([]).processes)
        let docker = try report(["usr/sbin/dockerd", "usr/bin/containerd"])
        #expect(docker.processes == plain + 33_000 + 20_000)
        #expect(docker.counted?.contains("dockerd 32, containerd 20;") == true, "\(docker.counted ?? "-")")
        let laid = try report([], "[[overlay]]\nsource = \"overlay\"\n")
        #expect(laid.processes == plain + 20_000)
        // A file of the name elsewhere is no program.
        #expect(try report(["usr/share/doc/dockerd"]).processes == plain)
    }
}
