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

@Suite("kimage check of user-data")
struct UserDataCommandTests {
    @Test("says for each system what its reader does, and which program that is")
    func forms() throws {
        let scratch = try Scratch()
        try scratch.write("c.yml", "#cloud-config\nhostname: a\n")
        _ = try Command.run(["gzip", "-n", "c.yml"], in: scratch.path)
        let result = try Command.kimage(
            ["check", "--os", "debian,flatcar,clear,fedora-coreos", "--delivery", "user-data", "c.yml.gz"],
            in: scratch.path)
        #expect(result.status == 65)
        for line in [
            "debian (cloud-init 22.4): 1 warning", "flatcar (coreos-cloudinit (Flatcar 4230)): 1 warning",
            "clear (Clear Linux (ucd 48)): 1 error", "[ignition/user-data-form]",
        ] {
            #expect(result.output.contains(line), "\(result.output)")
        }
        let taken = try Command.kimage(
            ["check", "--os", "debian,flatcar,rancheros,coreos", "--delivery", "user-data", "c.yml.gz"],
            in: scratch.path)
        #expect(taken.status == 0, "\(taken.output)")
    }

    @Test("an apkovl is one, and a recipe takes no wrapped configuration")
    func others() throws {
        let lab = try Lab()
        _ = try Command.run(
            ["sh", "-c", "mkdir etc && : > etc/hostname && tar -czf n1.apkovl.tar.gz etc"],
            in: lab.scratch.path)
        let overlay = try Command.kimage(
            ["check", "--os", "alpine", "--json", "n1.apkovl.tar.gz"], in: lab.scratch.path)
        #expect(overlay.status == 65 && overlay.output.contains("alpine/no-services"), "\(overlay.output)")
        #expect(
            overlay.output.contains("\"language\" : \"apkovl\"")
                || overlay.output.contains("\"language\": \"apkovl\""))
        try lab.scratch.write("cloud.yml", "#include\nhttp://192.0.2.1/a\n")
        let recipe = try lab.build()
        #expect(recipe.status == 65 && recipe.errors.contains("a recipe's are merged"), "\(recipe.errors)")
    }
}
