import FoundationEssentials
import Provisioning
import Recipes
import TestSupport
import Testing

@testable import Ignition

/// What the renderer writes, held against golden files and against the real program.
@Suite struct RendererTests {
    /// Every key that is carried over.
    static let everything = """
        hostname: node-1
        timezone: Europe/Berlin
        ssh_authorized_keys:
          - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1aWx0Zm9ydGVzdHNvbmx5bm90YXJlYWxrZXkwMDAw a@b
          - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1aWx0Zm9ydGVzdHNvbmx5bm90YXJlYWxrZXkwMDAw a@b
        groups: [ops, {web: [alice]}]
        users:
          - default
          - name: alice
            passwd: $y$j9T$salt$hash
            gecos: Alice
            homedir: /home/alice
            primary_group: users
            groups: docker, ops
            sudo: ALL=(ALL) NOPASSWD:ALL
            shell: /bin/bash
            uid: 1500
            no_create_home: no
            ssh-authorized-keys:
              - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1aWx0Zm9ydGVzdHNvbmx5bm90YXJlYWxrZXkwMDAw
          - name: saver
            system: true
            no_user_group: true
            sudo: ["ALL=(root) /bin/sync"]
        write_files:
          - {path: /etc/motd, content: "hello world\\n"}
          - {path: /etc/mode, permissions: 0600, owner: "alice:users", content: x}
          - {path: /etc/text, permissions: "0755", owner: "0:1500", encoding: b64, content: aGVsbG8K}
          - {path: /etc/packed, encoding: gz+b64, content: H4sIAAAAAAAAA8tIzcnJ5wIAIDA6NgYAAAA=}
          - {path: /etc/motd, append: true, content: "more\\n"}
          - {path: /etc/binary, content: !!binary AAEC}
        runcmd:
          - echo one > /run/one
          - [touch, "/run/it's two"]
        bootcmd: [modprobe dummy]
        mounts:
          - [/dev/vdb, /data/my-disk, ext4, "defaults,nofail", "0", "0"]
          - [LABEL=swap, none, swap, sw, "0", "0"]
          - ["server:/export", /srv/nfs, nfs, "rw,_netdev"]
        coreos:
          update: {reboot_strategy: off}
          units:
            - name: docker.service
              command: start
              drop_ins: [{name: 10-a.conf, content: "[Service]\\nNice=5\\n"}]
            - {name: own.service, command: start, content: "[Service]\\nExecStart=/bin/true\\n"}
            - {name: etcd.service, mask: true}
            - {name: 10-eth.network, content: "[Match]\\nName=eth0\\n"}
        """

    static var additions: NodeAdditions {
        var additions = NodeAdditions()
        additions.files = [NodeFile("/etc/containerd/certs.d/docker.io/hosts.toml", "server = \"x\"\n")]
        additions.units = [
            NodeUnit(
                "mirror.service", contents: "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=a.target\n"),
            NodeUnit(
                "docker.service", contents: nil, dropIns: [NodeFile("20-b.conf", "[Service]\nNice=1\n")]),
        ]
        additions.modules = ["br_netfilter", "overlay"]
        additions.sysctls = [NodeSetting("net.ipv4.ip_forward", "1")]
        additions.commands = ["echo last"]
        return additions
    }

    static func config(_ text: String) throws -> CloudConfig {
        let node = try #require(try YAMLReader.read(text, file: "c.yml"))
        return CloudConfig(pairs: node.pairs ?? [])
    }

    @Test(arguments: ["2.2.0", "3.0.0", "3.3.0", "3.6.0"])
    func everythingIsCarriedOver(_ version: String) throws {
        let rendering = try IgnitionRenderer.render(
            Self.config(Self.everything), Self.additions, version: try #require(IgnitionVersion(version)))
        try expectGolden(String(decoding: rendering.json, as: UTF8.self), "everything-\(version).ign")
        let rules = Set(rendering.findings.map(\.rule.id))
        #expect(rules == ["ignition/cloud-config-coreos", "ignition/cloud-config-unit-command"])
        #expect(rendering.findings.allSatisfy { $0.position != nil })
    }

    /// Skipped where the program is not installed.
    @Test(.enabled(if: RealProgram.exists))
    func theRealProgramAcceptsIt() throws {
        let texts = [Self.everything, "hostname: a\n", "users: [default]\n", "runcmd: [ls]\n", "{}\n"]
        var configs: [[UInt8]] = []
        for minor in 0...3 {
            for text in texts {
                let config = try Self.config(text)
                configs.append(
                    try IgnitionRenderer.render(config, Self.additions, version: IgnitionVersion(3, minor))
                        .json)
                configs.append(try IgnitionRenderer.render(config, version: IgnitionVersion(3, minor)).json)
            }
        }
        for (config, verdict) in zip(configs, try RealProgram.verdicts(of: configs)) {
            #expect(
                verdict.verdict == .accept, "\(verdict.output)\n\(String(decoding: config, as: UTF8.self))")
        }
    }

    @Test func contentsSurvive() throws {
        let rendering = try IgnitionRenderer.render(
            Self.config(Self.everything), version: IgnitionVersion(3, 3))
        let files = rendering.config["storage"]?["files"]?.items ?? []
        let file = { (path: String) in files.first { $0["path"]?.text == path } }
        let bytes = { (path: String) in
            file(path)?["contents"]?["source"]?.text.flatMap(DataURL.decode)
                .map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(bytes("/etc/hostname") == "node-1\n")
        #expect(bytes("/etc/motd") == "hello world\n")
        #expect(bytes("/etc/text") == "hello\n")
        #expect(
            bytes("/etc/kimage/runcmd.sh")?.hasSuffix("echo one > /run/one\n'touch' '/run/it'\\''s two'\n")
                == true)
        #expect(file("/etc/mode")?["mode"]?.integer == 0o600)
        #expect(file("/etc/mode")?["user"]?["name"]?.text == "alice")
        #expect(file("/etc/text")?["group"]?["id"]?.integer == 1500)
        #expect(file("/etc/packed")?["contents"]?["compression"]?.text == "gzip")
        #expect(file("/etc/motd")?["append"]?.items?.count == 1)
        let units = rendering.config["systemd"]?["units"]?.items?.compactMap { $0["name"]?.text } ?? []
        #expect(units.contains("data-my\\x2ddisk.mount"))
        #expect(units.contains("dev-disk-by\\x2dlabel-swap.swap"))
    }

    @Test(arguments: [
        ("packages: [vim]\n", "ignition/cloud-config-packages", 1, 1),
        ("hostname: a\nrancher: {}\n", "ignition/cloud-config-key", 2, 1),
        ("hostname: -a\n", "ignition/cloud-config-value", 1, 11),
        ("write_files:\n  - path: etc\n", "ignition/cloud-config-value", 2, 11),
        ("write_files:\n  - {path: /a, permissions: rw}\n", "ignition/cloud-config-value", 2, 29),
        ("write_files:\n  - {path: /a, encoding: zip}\n", "ignition/cloud-config-value", 2, 26),
        ("write_files:\n  - {path: /a, encoding: b64, content: '?'}\n", "ignition/cloud-config-value", 2, 40),
        ("write_files:\n  - {path: /a, source: {}}\n", "ignition/cloud-config-key", 2, 16),
        ("users:\n  - name: a b\n", "ignition/cloud-config-value", 2, 11),
        ("users:\n  - {name: a, plain_text_passwd: x}\n", "ignition/cloud-config-password", 2, 15),
        ("runcmd:\n  - {a: b}\n", "ignition/cloud-config-value", 2, 5),
        ("mounts:\n  - [ephemeral0, /x]\n", "ignition/cloud-config-value", 2, 5),
        ("coreos: {units: [{name: a.service, content: x}]}\n", "ignition/unit-none", 0, 0),
        (
            "coreos:\n  units:\n    - {name: a.service, content: '[A'}\n", "ignition/cloud-config-unit-text",
            3, 34
        ),
        ("coreos:\n  units:\n    - {name: a}\n", "ignition/cloud-config-unit-name", 3, 14),
    ])
    func whatCannotBeCarriedOverIsAnError(_ text: String, _ rule: String, _ line: Int, _ column: Int) throws {
        let config = try Self.config(text)
        guard line > 0 else {
            #expect(throws: Never.self) {
                try IgnitionRenderer.render(config, version: IgnitionVersion(3, 3))
            }
            return
        }
        let error = #expect(throws: Diagnostics.self) {
            try IgnitionRenderer.render(config, version: IgnitionVersion(3, 3))
        }
        let item = error?.items.first { $0.rule == rule }
        #expect(
            item?.position == SourcePosition(file: "c.yml", line: line, column: column),
            "\(error?.items ?? [])")
        #expect(item?.severity == .error)
        #expect(throws: Never.self) {
            try IgnitionRenderer.render(config, version: IgnitionVersion(3, 3), allowing: [rule])
        }
    }

    @Test func aFileOfTheUsersAndOfTheRegistryIsAConflict() throws {
        var additions = NodeAdditions()
        additions.files = [NodeFile("/etc/docker/daemon.json", "{}\n")]
        let config = try Self.config("write_files:\n  - {path: /etc/docker/daemon.json, content: x}\n")
        let error = #expect(throws: Diagnostics.self) {
            try IgnitionRenderer.render(config, additions, version: IgnitionVersion(3, 3))
        }
        #expect(error?.items.first?.rule == "ignition/cloud-config-conflict")
        #expect(error?.items.first?.position?.line == 2)
    }

    @Test func specialBitsNeedTheVersionThatHasThem() throws {
        let config = try Self.config("write_files:\n  - {path: /a, permissions: '4755', content: x}\n")
        let old = try IgnitionRenderer.render(config, version: IgnitionVersion(3, 5))
        #expect(old.config["storage"]?["files"]?.items?[0]["mode"]?.integer == 0o755)
        #expect(old.findings.map(\.rule.id) == ["ignition/cloud-config-special-bits"])
        let new = try IgnitionRenderer.render(config, version: IgnitionVersion(3, 6))
        #expect(new.config["storage"]?["files"]?.items?[0]["mode"]?.integer == 0o4755)
        #expect(new.findings.isEmpty)
    }

    @Test func oldVersionsAreRefused() throws {
        for version in [IgnitionVersion(2, 1), IgnitionVersion(1, 0), IgnitionVersion(4, 0)] {
            #expect(throws: Diagnostics.self) { try IgnitionRenderer.render(CloudConfig(), version: version) }
        }
    }
}
