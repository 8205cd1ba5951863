import Provisioning
import Recipes
import Testing

@Suite("A recipe's [cloud-config]")
struct CloudConfigTests {
    static let position = SourcePosition(file: "r.toml", line: 7, column: 3)
    static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9v5OdOXZ5s0o7dZtB2Jk5m7Kq0y4m0cQm0T9y4b9aP demo"

    static func section(_ change: (inout CloudConfigSection) -> Void) -> CloudConfigSection {
        var section = CloudConfigSection()
        change(&section)
        return section
    }

    @Test("files, inline text and keys merge and lose nothing")
    func merging() throws {
        let inputs = ProvisioningInputs(files: [
            "a.yml": Array(
                "#cloud-config\nhostname: a\nruncmd: [one]\nrancher: {docker: {debug: true}}\n".utf8),
            "b.yml": Array("runcmd:\n- two\nrancher:\n  docker:\n    bip: 10.1.0.1/16\n".utf8),
            "k.pub": Array("# comment\n\(Self.key)\n\n\(Self.key)\n".utf8),
        ])
        let section = Self.section {
            $0.files = [Located("a.yml", at: Self.position), Located("b.yml", at: Self.position)]
            $0.inline = Located("runcmd: [three]", at: Self.position)
            $0.hostname = Located("n1", at: Self.position)
            $0.sshAuthorizedKeys = [
                Located("k.pub", at: Self.position), Located(Self.key, at: Self.position),
            ]
            $0.runCommands = [Located("four", at: Self.position)]
        }
        let config = try CloudConfigAssembler.assemble(
            section, sources: ConfigSources.list(section, inputs: inputs), inputs: inputs)
        #expect(config["hostname"]?.text == "n1")
        #expect(config["runcmd"]?.items?.compactMap(\.text) == ["one", "two", "three", "four"])
        #expect(config["ssh_authorized_keys"]?.items?.compactMap(\.text) == [Self.key])
        #expect(config["rancher"]?["docker"]?["debug"]?.bool == true)
        #expect(config["rancher"]?["docker"]?["bip"]?.text == "10.1.0.1/16")
    }

    @Test("mistakes are told with the file's own position")
    func positions() {
        let inputs = ProvisioningInputs(files: [
            "tab.yml": Array("a:\n\tb: c\n".utf8), "list.yml": Array("- a\n".utf8),
            "private.pub": Array("-----BEGIN OPENSSH PRIVATE KEY-----\n".utf8),
            "twice.yml": Array("a: 1\na: 2\n".utf8),
        ])
        let section = Self.section {
            $0.files = ["tab.yml", "list.yml", "twice.yml", "none.yml"].map { Located($0, at: Self.position) }
            $0.sshAuthorizedKeys = [Located("private.pub", at: Self.position)]
        }
        do {
            _ = try CloudConfigAssembler.assemble(
                section, sources: ConfigSources.list(section, inputs: inputs), inputs: inputs)
            Issue.record("five mistakes went through")
        } catch {
            let lines = error.items.map(\.description)
            #expect(lines.count == 5, "\(lines)")
            #expect(
                lines.first?.hasPrefix("tab.yml:2:1: error: the YAML is not well formed") == true, "\(lines)")
            #expect(
                lines.dropFirst().first
                    == "list.yml:1:1: error: a cloud-config must be a map of keys; found a list")
            #expect(
                lines.dropFirst(2).first
                    == "twice.yml:1:1: error: the map that begins here has more than one key \"a\"; "
                    + "most parsers keep the last and drop the others without a word")
            #expect(lines.dropFirst(3).first == "r.toml:7:3: error: the file \"none.yml\" could not be read")
            #expect(lines.last?.contains("it is a private key") == true, "\(lines)")
        }
    }

    @Test("aliases that multiply are refused")
    func aliasBomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(throws: Diagnostic.self) { try YAMLReader.read(text, file: "bomb.yml") }
    }
}
