import Provisioning
import Recipes
import Testing

@testable import Ignition

@Suite struct MergeTests {
    private static let base = """
        {
          "ignition": {"version": "3.3.0", "config": {"merge": [{"source": "http://h/x.ign"}]}},
          "passwd": {"users": [{"name": "core", "sshAuthorizedKeys": ["ssh-rsa AAAA"], "groups": ["wheel"]}]},
          "storage": {
            "files": [{"path": "/etc/hostname", "contents": {"source": "data:,a"}}],
            "disks": [{"device": "/dev/sda"}]
          },
          "systemd": {"units": [{"name": "docker.service", "enabled": true}]},
          "unknown": 1.50
        }
        """

    private func read(_ text: String) throws -> JSONNode {
        try JSONReader.read(Array(text.utf8), file: "own.ign")
    }

    @Test func everythingOfTheUsersStays() throws {
        let base = try read(Self.base)
        let config = try RendererTests.config(
            "ssh_authorized_keys: [ssh-rsa AAAA, ssh-rsa BBBB]\nruncmd: [ls]\n")
        let merged = try IgnitionMerge.merge(base, config, RendererTests.additions).config
        #expect(merged["ignition"] == base["ignition"])
        #expect(merged["unknown"] == base["unknown"])
        #expect(merged["storage"]?["disks"] == base["storage"]?["disks"])
        let files = merged.list(["storage", "files"])
        #expect(files.first == base.list(["storage", "files"]).first)
        #expect(files.count == 5)
        let core = merged.list(["passwd", "users"])[0]
        #expect(core.list(["sshAuthorizedKeys"]).compactMap(\.text) == ["ssh-rsa AAAA", "ssh-rsa BBBB"])
        #expect(core.list(["groups"]).compactMap(\.text) == ["wheel"])
        let docker = merged.list(["systemd", "units"])[0]
        #expect(docker["enabled"]?.bool == true)
        #expect(docker.list(["dropins"]).count == 1)
        let findings = IgnitionDialect().check(merged)
        #expect(findings.verdict(.validate) == .warn, "the unknown key and nothing else")
    }

    @Test func theSamePathIsAnErrorThatNamesBothPlaces() throws {
        let config = try RendererTests.config("\nhostname: other\n")
        let error = #expect(throws: Diagnostics.self) { try IgnitionMerge.merge(try read(Self.base), config) }
        let item = error?.items.first
        #expect(item?.position == SourcePosition(file: "c.yml", line: 2, column: 11))
        #expect(item?.message.contains("own.ign:5:24") == true, "\(item?.message ?? "")")
    }

    @Test func theSecondGenerationGetsItsOwnForm() throws {
        let base = try read("{\"ignition\":{\"version\":\"2.3.0\"}}")
        let merged = try IgnitionMerge.merge(base, try RendererTests.config("hostname: a\n")).config
        let file = merged.list(["storage", "files"])[0]
        #expect(file["filesystem"]?.text == "root")
        #expect(file["mode"]?.integer == 420)
        #expect(IgnitionDialect(specs: .second).check(merged).isEmpty)
    }

    @Test(arguments: ["{}", "{\"ignition\":{\"version\":\"2.0.0\"}}", "[]"])
    func whatHasNoVersionIsRefused(_ text: String) throws {
        let config = try RendererTests.config("hostname: a\n")
        #expect(throws: Diagnostics.self) { try IgnitionMerge.merge(try read(text), config) }
        // Where there is nothing to add, nothing is touched.
        #expect(try IgnitionMerge.merge(try read(text), CloudConfig()).config == read(text))
    }

    @Test func unitsWithContentsAreAConflict() throws {
        let base = try read(
            "{\"ignition\":{\"version\":\"3.0.0\"},\"systemd\":{\"units\":"
                + "[{\"name\":\"a.service\",\"contents\":\"[A]\\n\"}]}}"
        )
        var additions = NodeAdditions()
        additions.units = [NodeUnit("a.service", contents: "[Service]\n")]
        let error = #expect(throws: Diagnostics.self) {
            try IgnitionMerge.merge(base, CloudConfig(), additions)
        }
        #expect(error?.items.first?.position?.line == 1)
    }
}
