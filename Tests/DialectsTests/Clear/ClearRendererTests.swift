import Provisioning
import Recipes
import Testing

@testable import Dialects

@Suite("Configurations for Clear Linux")
struct ClearRendererTests {
    static func text(_ path: String, _ result: ClearRenderer.Result) throws -> String {
        let item = try #require(result.items.first { $0.path == path })
        guard case .file(let bytes, _, _) = item.content else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func target(_ path: String, _ result: ClearRenderer.Result) -> String? {
        guard case .symlink(let target)? = result.items.first(where: { $0.path == path })?.content else {
            return nil
        }
        return target
    }

    @Test("a portable configuration arrives in ucd's own words, and without a finding")
    func portable() throws {
        let config = try NoCloudRendererTests.read(
            """
            hostname: node1
            ssh_authorized_keys: [ssh-ed25519 AAAA a]
            groups: [media]
            users:
              - default
              - name: ops
                gecos: Operator
                groups: wheel, docker
                shell: /bin/bash
                lock_passwd: true
                sudo: ALL=(ALL) NOPASSWD:ALL
                ssh_authorized_keys: [ssh-ed25519 AAAA b]
            write_files:
              - path: /etc/motd
                content: "gr\u{fc}\u{df}e\\n"
              - path: /opt/x
                encoding: b64
                content: AP8=
                permissions: "4755"
                owner: ops:ops
            bootcmd: [touch /first]
            runcmd:
              - touch /a
              - [echo, "it's two words"]
            """)
        let result = ClearRenderer.render(config, additions: NoCloudRendererTests.additions)
        #expect(
            result.diagnostics.items.map { "\($0.position?.line ?? 0) \($0.rule ?? "")" } == [
                "5 clear/users-default"
            ])
        #expect(
            try Self.text(ClearRenderer.userDataPath, result) == """
                #cloud-config
                hostname: node1
                groups:
                  - media
                  - wheel
                  - docker
                users:
                  - name: ops
                    gecos: Operator
                    groups:
                      - wheel
                      - docker
                    lock-passwd: true
                    sudo:
                      - "ALL=(ALL) NOPASSWD:ALL"
                    ssh-authorized-keys:
                      - "ssh-ed25519 AAAA b"
                    no-create-home: false
                ssh_authorized_keys:
                  - "ssh-ed25519 AAAA a"
                runcmd:
                  - /usr/share/kimage/config.sh

                """)
        #expect(
            try Self.text(ClearRenderer.scriptPath, result) == """
                #!/bin/sh
                # Made by kimage; ucd runs it at every boot.
                usermod -s '/bin/bash' 'ops'
                chown 'ops:ops' '/opt/x'
                touch /first
                touch /a
                'echo' 'it'\\''s two words'
                touch /late

                """)
        #expect(try Self.text("/etc/motd", result) == "gr\u{fc}\u{df}e\n")
        let file = try #require(result.items.first { $0.path == "/opt/x" })
        // What the user writes and what is added may have one path; the added one stands later.
        #expect(file.content == .file([0, 255], mode: 0o4755, owner: .root))
        #expect(try Self.text("/etc/hostname", result) == "node1\n")
        #expect(try Self.text("/etc/sysctl.d/90-kimage.conf", result) == "net.ipv4.ip_forward = 1\n")
        #expect(Self.target("/etc/systemd/system/ister.service", result) == "/dev/null")
        #expect(Self.target("/etc/systemd/system/clr-installer-provision.service", result) == "/dev/null")
        let wants = "/etc/systemd/system/multi-user.target.wants/"
        #expect(Self.target(wants + "kimage-ucd.service", result) == "/etc/systemd/system/kimage-ucd.service")
        #expect(Self.target(wants + "join.service", result) == "/etc/systemd/system/join.service")
        #expect(Self.target(wants + "docker.service", result) == "/usr/lib/systemd/system/docker.service")
        #expect(Self.target(wants + "idle.service", result) == nil)
    }

    @Test("what ucd reads of the result is free of findings")
    func clean() throws {
        let config = try NoCloudRendererTests.read(
            "users: [{name: a, uid: 1500, system: false, sudo: [], no_user_group: true}, b]\nruncmd: [a, [b, c]]\n"
        )
        let result = ClearRenderer.render(config, additions: NodeAdditions())
        #expect(result.diagnostics.items.isEmpty)
        let text = try Self.text(ClearRenderer.userDataPath, result)
        let document = ConfigDocument(file: "u", bytes: Array(text.utf8))
        #expect(ClearDialect().check(document, delivery: .embedded).isEmpty)
        #expect(text.contains("no-user-group: true"))
        #expect(!text.contains("system:"))
    }

    @Test("keys without a user go to root, and nothing runs ucd where there is nothing to read")
    func root() throws {
        let result = ClearRenderer.render(
            try NoCloudRendererTests.read("ssh_authorized_keys: [k1, k2]\n"), additions: NodeAdditions())
        #expect(try Self.text("/root/.ssh/authorized_keys", result) == "k1\nk2\n")
        #expect(!result.items.contains { $0.path == ClearRenderer.userDataPath })
        #expect(result.diagnostics.items.isEmpty)
    }

    @Test(
        "what cannot be carried over is told",
        arguments: [
            ("timezone: UTC\n", "clear/unknown-key 1:1"), ("runcmd: a\n", "clear/not-a-list 1:9"),
            ("runcmd: [{a: b}]\n", "clear/runcmd-item-map 1:10"),
            ("write_files: [{content: a}]\n", "clear/write-files-item 1:15"),
            ("write_files: [{path: a}]\n", "clear/relative-path 1:22"),
            ("write_files: [{path: /a, permissions: rwx}]\n", "clear/permissions 1:39"),
            ("write_files: [{path: /a, append: true}]\n", "clear/write-files-key 1:26"),
            ("write_files: [{path: /a, encoding: gzip}]\n", "clear/encoding 1:36"),
            ("users: [{gecos: a}]\n", "clear/users-name 1:9"),
            ("users: [{name: a, selinux_user: b}]\n", "clear/users-key 1:19"),
            ("packages: [a]\n", "clear/network none"),
            ("users: [{name: a, gecos: \u{fc}}]\n", "clear/non-ascii none"),
        ])
    func refusals(_ text: String, _ expected: String) throws {
        let result = ClearRenderer.render(try NoCloudRendererTests.read(text), additions: NodeAdditions())
        let told = result.diagnostics.items.map { item in
            "\(item.rule ?? "") " + (item.position.map { "\($0.line):\($0.column)" } ?? "none")
        }
        #expect(told == [expected])
    }
}
