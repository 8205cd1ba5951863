import TestSupport
import Testing

@Suite("kimage check, plan and the rest of the command line")
struct CheckCommandTests {
    @Test("eight mistakes are eight diagnostics")
    func eightMistakes() throws {
        let scratch = try Scratch()
        try scratch.write(
            "bad.toml",
            """
            nam = "x"
            architecture = "sparc"
            [base]
            os = "alpin"
            version = 3.20
            [kernel]
            cmdlin = []
            [[file]]
            path = "etc/motd"
            contents = "hi"
            mode = 0644
            [budget]
            ram = "1 big"
            """.replacing("0644", with: "644"))
        let result = try Command.kimage(["check", "bad.toml"], in: scratch.path)
        #expect(result.status == 65)
        let lines = result.errors.split(separator: "\n").filter { $0.contains(": error: ") }
        #expect(lines.count == 8, "\(result.errors)")
        #expect(lines.allSatisfy { $0.hasPrefix("bad.toml:") }, "\(result.errors)")
        #expect(result.errors.contains("did you mean \"alpine\"?"), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("results go to standard output, talk to standard error")
    func streams() throws {
        let lab = try Lab()
        let plan = try Command.kimage(["plan", "lab.toml", "--base", "base"], in: lab.scratch.path)
        #expect(plan.status == 0)
        #expect(plan.output.hasPrefix("lab: RancherOS 1.5.8, x86_64\n"))
        #expect(plan.errors.isEmpty, "\(plan.errors)")
        let json = try Command.kimage(["plan", "--json", "lab.toml", "--base", "base"], in: lab.scratch.path)
        #expect(json.output.hasPrefix("{\n"))
        #expect(try Command.kimage(["--version"]).output.hasPrefix("kimage "))
        #expect(try Command.kimage(["frobnicate"]).status == 64)
    }
}
