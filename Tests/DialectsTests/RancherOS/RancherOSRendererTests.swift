import Dialects
import Provisioning
import Testing

@Suite("RancherOS: rendering")
struct RancherOSRendererTests {
    private func config(_ text: String) throws -> CloudConfig {
        CloudConfig(pairs: try YAMLReader.read(text, file: "f")?.pairs ?? [])
    }

    private func additions() -> NodeAdditions {
        var additions = NodeAdditions()
        additions.files = [
            NodeFile("/etc/docker/certs.d/h:5000/ca.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n", mode: 0o600),
            NodeFile("/opt/yes", "yes"), NodeFile("/opt/null", "null"), NodeFile("/opt/number", "0644"),
            NodeFile("/opt/colon", "a: b #c"), NodeFile("/opt/blank", "  x\n\ty\n"),
            NodeFile("/opt/empty", ""),
            NodeFile("/opt/umlaut", "Gr\u{fc}\u{df}e \u{e4}\n"), NodeFile("/opt/bytes", bytes: [0, 255, 10]),
        ]
        additions.modules = ["br_netfilter", "overlay"]
        additions.sysctls = [
            NodeSetting("net.ipv4.ip_forward", "1"), NodeSetting("vm.overcommit_memory", "yes"),
        ]
        additions.commands = ["echo note: x", "true", ":", "[ -e /x ] && rm /x"]
        additions.cloudConfig.set(["rancher", "docker", "registry_mirror"], .string("http://10.0.0.1:5000"))
        additions.cloudConfig.set(["rancher", "docker", "insecure_registry"], .strings(["10.0.0.1:5000"]))
        return additions
    }

    @Test("user's and added parts are merged and nothing is lost")
    func merged() throws {
        let user = try config(
            "hostname: node1\nruncmd:\n  - first\nrancher:\n  modules: [nbd]\n  debug: true\n")
        var additions = NodeAdditions()
        additions.modules = ["overlay"]
        additions.commands = ["second"]
        additions.files = [NodeFile("/etc/x", "text\n", mode: 0o755)]
        let text = String(
            decoding: RancherOSRenderer.render(user, additions: additions, version: "1.5.8"), as: UTF8.self)
        #expect(
            text == """
                #cloud-config
                hostname: node1
                runcmd:
                  - first
                  - second
                rancher:
                  modules:
                    - nbd
                    - overlay
                  debug: true
                write_files:
                  - path: /etc/x
                    permissions: "0755"
                    owner: "root:root"
                    content: |
                      text

                """)
    }

    @Test("what is rendered has no finding, and the texts come back", arguments: ["1.4.0", "1.5.8", "2.0.5"])
    func reread(_ version: String) throws {
        let user = try config("hostname: node1\nssh_authorized_keys:\n  - ssh-ed25519 AAAA me@host\n")
        let bytes = RancherOSRenderer.render(user, additions: additions(), version: version)
        let findings = RancherOSDialect(version: version, isBurmilla: false)
            .check(ConfigDocument(file: "f", bytes: bytes), delivery: .embedded)
        #expect(findings.map { $0.rule.id + " " + $0.message } == [])
        let root = try #require(try YAMLReader.read(bytes, file: "f"))
        let files = try #require(root["write_files"]?.items)
        let contents = files.map { $0["content"]?.text }
        #expect(contents[1] == "yes")
        #expect(contents[3] == "0644")
        #expect(contents[4] == "a: b #c")
        #expect(contents[5] == "  x\n\ty\n")
        #expect(files[7]["encoding"]?.text == "b64")
        #expect(contents[7] == "R3LDvMOfZSDDpAo=")
        #expect(contents[8] == "AP8K")
        #expect(root["runcmd"]?.items?.map(\.text) == ["echo note: x", "true", ":", "[ -e /x ] && rm /x"])
        #expect(bytes.allSatisfy { $0 < 0x80 })
    }

    @Test("the user's files whose letters RancherOS cannot carry over are encoded")
    func userFiles() throws {
        let user = try config(
            """
            write_files:
              - path: /etc/motd
                content: Gr\u{fc}\u{df}e \u{e4}
              - {path: /etc/plain, content: 'a: b'}
              - {path: /etc/given, encoding: b64, content: YQ==}

            """)
        let text = String(
            decoding: RancherOSRenderer.render(user, additions: NodeAdditions(), version: "1.5.8"),
            as: UTF8.self)
        #expect(
            text == """
                #cloud-config
                write_files:
                  - path: /etc/motd
                    encoding: b64
                    content: "R3LDvMOfZSDDpA=="
                  - path: /etc/plain
                    content: "a: b"
                  - path: /etc/given
                    encoding: b64
                    content: YQ==

                """)
    }

    @Test("an empty configuration is an empty map, which every program takes")
    func empty() {
        let bytes = RancherOSRenderer.render(CloudConfig(), additions: NodeAdditions(), version: "1.5.8")
        #expect(bytes == Array("#cloud-config\n{}\n".utf8))
        let findings = RancherOSDialect(version: "1.5.8", isBurmilla: false)
            .check(ConfigDocument(file: "f", bytes: bytes), delivery: .userData)
        #expect(findings == [])
    }
}
