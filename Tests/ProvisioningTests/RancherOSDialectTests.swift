import Provisioning
import Recipes
import TestSupport
import Testing

@Suite("What RancherOS reads")
struct RancherOSDialectTests {
    static func config(_ text: String) throws -> CloudConfig {
        let node = try #require(try YAMLReader.read(text, file: "c.yml"))
        return CloudConfig(pairs: try #require(node.pairs))
    }

    @Test("a correct configuration passes and is embedded in a form that its parser reads alike")
    func rendering() throws {
        var config = try Self.config(
            """
            hostname: n1
            ssh_authorized_keys: [ssh-ed25519 AAAA demo]
            write_files:
              - path: /etc/rc.local
                permissions: "0755"
                content: |
                  #!/bin/sh
                  echo "on"
            rancher:
              services:
                rancher-agent1:
                  image: rancher/agent:v1.2.9
                  privileged: true
            """)
        #expect(RancherOSDialect.check(config).items.isEmpty)
        var section = RegistrySection()
        let position = SourcePosition(file: "r.toml", line: 1, column: 1)
        section.mirrors = [
            RegistryMirror(
                registry: Located("docker.io", at: position),
                endpoints: [Located("http://10.0.0.1:5000", at: position)])
        ]
        section.insecure = [Located("10.0.0.1:5000", at: position)]
        var diagnostics = Diagnostics()
        let docker = DockerRegistry(section, system: "RancherOS", diagnostics: &diagnostics)
        docker.rancherOS(into: &config, section: section, diagnostics: &diagnostics)
        #expect(diagnostics.items.isEmpty)
        try expectGolden(String(decoding: RancherOSDialect.render(config), as: UTF8.self), "oem-config.yml")
    }

    @Test(
        "what the node would ignore, misread or die of is told",
        arguments: [
            (
                "hostnam: n1",
                "c.yml:1:1: error: RancherOS has no key \"hostnam\" and ignores it; did you mean \"hostname\"?"
            ),
            ("users: [a]", "c.yml:1:1: error: RancherOS has no key \"users\" and ignores it"),
            (
                "rancher:",
                "c.yml:1:1: error: \"rancher\" is empty: RancherOS would delete what it has there; give it a value or leave the key out"
            ),
            (
                "rancher: {docker: {registry_mirror: [a]}}",
                "c.yml:1:37: error: \"rancher.docker.registry_mirror\" must be a text; found a list"
            ),
            (
                "write_files: [{path: /a, permissions: 0644}]",
                "c.yml:1:39: error: \"write_files[0].permissions\" must be a text; RancherOS reads \"0644\" as another type; write it in quotes"
            ),
            (
                "bootcmd: [a]",
                "c.yml:1:10: error: \"bootcmd\" never runs on a node without a disk: RancherOS runs it only while it looks for its state device; use runcmd"
            ),
            (
                "rancher: {state: {dev: LABEL=X}}",
                "c.yml:1:24: error: \"rancher.state.dev\" makes the node look for a disk; this image runs in RAM; leave rancher.state out"
            ),
            (
                "runcmd: [[sleep, {a: b}]]",
                "c.yml:1:18: error: a command must be a text or a list of texts; RancherOS drops the whole file over a map; write it in quotes"
            ),
        ])
    func findings(text: String, expected: String) throws {
        let found = RancherOSDialect.check(try Self.config(text)).items.map(\.description)
        #expect(found == [expected])
    }
}
