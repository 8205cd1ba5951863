import Provisioning
import Recipes
import TestSupport
import Testing

@Suite("A cloud-config carried out on Alpine")
struct AlpineConfigurationTests {
    @Test("users, keys, files and commands become files and one script")
    func script() throws {
        let config = try ConfigText.config(
            """
            hostname: n1
            ssh_authorized_keys: [ssh-ed25519 AAAA root's]
            users:
              - name: ops
                uid: 1500
                groups: [wheel, docker]
                shell: /bin/sh
                sudo: ALL=(ALL) NOPASSWD:ALL
                ssh_authorized_keys: [ssh-ed25519 AAAA it's ops]
            write_files:
              - path: /etc/motd
                content: hello
                owner: ops:ops
                permissions: "0640"
              - path: /etc/binary
                encoding: b64
                content: aGk=
            runcmd:
              - echo "it's $HOME" > /run/marker
              - [echo, "a b", "c'd"]
            """)
        let items = try AlpineConfiguration.provision(config)
        let text = items.map { item -> String in
            switch item.content {
            case .file(let bytes, let mode, let owner):
                "== \(item.path) 0\(String(mode, radix: 8)) \(owner.uid):\(owner.gid)\n"
                    + String(decoding: bytes, as: UTF8.self)
            case .directory(let mode, let owner):
                "== \(item.path)/ 0\(String(mode, radix: 8)) \(owner.uid):\(owner.gid)"
            case .symlink(let target): "== \(item.path) -> \(target)"
            }
        }
        try expectGolden(text.joined(separator: "\n") + "\n", "alpine-configuration.txt")
    }

    @Test("what cannot be carried out is an error")
    func refusals() throws {
        let config = try ConfigText.config(
            """
            packages: [nginx]
            hostname: "-x"
            users: [{name: Ops}]
            write_files: [{path: etc/x}]
            runcmd: [{a: b}]
            """)
        do {
            _ = try AlpineConfiguration.provision(config)
            Issue.record("five mistakes went through")
        } catch {
            #expect(error.items.count == 5, "\(error.items.map(\.description))")
        }
    }
}
