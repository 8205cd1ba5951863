import Provisioning
import Recipes
import Testing

@testable import Dialects

@Suite("A seed for cloud-init")
struct NoCloudRendererTests {
    static let config = """
        hostname: node1
        ssh_authorized_keys: [ssh-ed25519 AAAA ops@example.test]
        base: &base {lock-passwd: false}
        users:
          - default
          - {<<: *base, name: ops, ssh-authorized-keys: [ssh-ed25519 AAAA b]}
        write_files:
          - path: /etc/motd
            permissions: "0644"
            content: |
              hello
        runcmd:
          - touch /mine
          - [echo, "two words"]
        """

    static var additions: NodeAdditions {
        var additions = NodeAdditions()
        additions.files = [
            NodeFile("/etc/a.json", "{}\n"), NodeFile("/opt/b", bytes: [0, 255], mode: 0o4755),
        ]
        additions.units = [
            NodeUnit(
                "join.service",
                contents: "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n"),
            NodeUnit("docker.service", contents: nil, dropIns: [NodeFile("10-a.conf", "[Service]\n")]),
            NodeUnit("idle.service", contents: "[Service]\n", isEnabled: false),
        ]
        additions.modules = ["overlay", "br_netfilter"]
        additions.sysctls = [NodeSetting("net.ipv4.ip_forward", "1")]
        additions.commands = ["touch /late"]
        return additions
    }

    static func read(_ text: String) throws -> CloudConfig {
        CloudConfig(pairs: try #require(try YAMLReader.read(text, file: "c.yml")?.pairs))
    }

    static func text(_ item: ProvisionedItem) -> String {
        if case .file(let bytes, _, _) = item.content { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    @Test("two files, named after the contents")
    func seed() throws {
        let items = try NoCloudRenderer.render(
            try Self.read("hostname: n1\n"), additions: NodeAdditions(), name: "img")
        #expect(
            items.map(\.path) == [
                "/var/lib/cloud/seed/nocloud/user-data", "/var/lib/cloud/seed/nocloud/meta-data",
            ])
        #expect(Self.text(items[0]) == "#cloud-config\nhostname: n1\n")
        #expect(Self.text(items[1]) == "instance-id: kimage-f8404a61f11cc931\nlocal-hostname: n1\n")
        let other = try NoCloudRenderer.render(
            try Self.read("hostname: m\n"), additions: NodeAdditions(), name: "img")
        #expect(Self.text(other[1]) != Self.text(items[1]))
        let elsewhere = try NoCloudRenderer.render(
            CloudConfig(), additions: NodeAdditions(), name: "img", folder: "/s")
        #expect(elsewhere.map(\.path) == ["/s/user-data", "/s/meta-data"])
        #expect(Self.text(elsewhere[0]) == "#cloud-config\n{}\n")
        #expect(Self.text(elsewhere[1]).hasSuffix("local-hostname: img\n"))
    }

    @Test("everything is carried over, in the order that it is needed")
    func contents() throws {
        var config = try Self.read(Self.config)
        config.pairs.removeAll { $0.key == "base" }
        let bytes = try NoCloudRenderer.userData(config, additions: Self.additions)
        let back = try Self.read(String(decoding: bytes, as: UTF8.self))
        let files = try #require(back["write_files"]?.items)
        #expect(
            files.compactMap { $0["path"]?.text } == [
                "/etc/motd", "/etc/a.json", "/opt/b", "/etc/systemd/system/join.service",
                "/etc/systemd/system/docker.service.d/10-a.conf", "/etc/systemd/system/idle.service",
                "/etc/modules-load.d/kimage.conf", "/etc/sysctl.d/90-kimage.conf",
            ])
        #expect(files[2]["content"]?.text == "AP8=")
        #expect(files[2]["permissions"]?.text == "4755")
        let commands = try #require(back["runcmd"]?.items).map { node in
            node.text ?? (node.items ?? []).compactMap(\.text).joined(separator: " ")
        }
        #expect(
            commands == [
                "modprobe -a overlay br_netfilter", "sysctl -q -p /etc/sysctl.d/90-kimage.conf",
                "systemctl daemon-reload",
                "systemctl enable --now --no-block join.service",
                "systemctl enable --now --no-block docker.service",
                "systemctl try-restart --no-block docker.service", "touch /mine", "echo two words",
                "touch /late",
            ])
        let user = try #require(back["users"]?.items?.last)
        #expect(user["lock_passwd"]?.bool == false)
        #expect(user["ssh_authorized_keys"]?.items?.count == 1)
        let document = ConfigDocument(file: "u", bytes: bytes)
        #expect(try CloudInitDialect().check(document, delivery: .userData).isEmpty)
    }

    @Test("a list that is none, and a tag that would be lost")
    func refusals() throws {
        let config = try Self.read("runcmd: touch /a\nwrite_files: [{path: /a, content: !!binary aGk=}]\n")
        let found = #expect(throws: Diagnostics.self) {
            try NoCloudRenderer.userData(config, additions: Self.additions)
        }
        #expect(found?.items.compactMap(\.position?.description) == ["c.yml:2:35", "c.yml:1:9"])
    }

    /// Skipped where KIMAGE_CLOUD_INIT names no folder that scripts/cloud-init-schema has set up.
    @Test("the real program accepts it", .enabled(if: CloudInitProgram.folder != nil))
    func real() throws {
        var config = try Self.read(Self.config)
        config.pairs.removeAll { $0.key == "base" }
        let texts = [
            try NoCloudRenderer.userData(config, additions: Self.additions),
            try NoCloudRenderer.userData(CloudConfig(), additions: Self.additions),
            try NoCloudRenderer.userData(CloudConfig(), additions: NodeAdditions()),
        ]
        #expect(try CloudInitProgram.verdicts(texts).map(\.word) == ["accept", "accept", "accept"])
    }
}
