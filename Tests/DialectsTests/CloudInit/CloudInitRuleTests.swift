import Provisioning
import Testing

@testable import Dialects

@Suite("Rules of cloud-init")
struct CloudInitRuleTests {
    /// Texts, and what is told of them: rule and place, in order.
    static let cases: [(text: String, expected: [String])] = [
        ("#cloud-config\nhostname: node1\n", []),
        ("hostname: node1\n", ["header 1:1"]),
        ("\u{feff}#cloud-config\nhostname: node1\n", ["byte-order-mark 1:1"]),
        ("\n#cloud-config\nhostname: node1\n", ["header-form 1:1"]),
        ("#Cloud-Config\nhostname: node1\n", ["header-form 1:1"]),
        ("#!/bin/sh\ntrue\n", ["other-form 1:1"]),
        ("## template: jinja\n#cloud-config\nhostname: {{ v1.name }}\n", ["wrapped 1:1"]),
        ("#cloud-config-archive\n- content: 'a: b'\n", ["other-form 1:1", "unknown-key 2:12"]),
        ("#cloud-config-archive\n- [a]\n", ["other-form 1:1", "archive-form 2:3"]),
        ("#include\nhttp://192.0.2.1/a\n", ["other-form 1:1", "fetched 1:1"]),
        ("Content-Type: multipart/mixed; boundary=x\n", ["message-version 1:1"]),
        ("MIME-Version: 1.0\nContent-Type: multipart/mixed\n", ["wrapped 1:1", "message-broken 1:1"]),
        ("MIME-Version: 1.0\nContent-Type: text/x\n\na\n", ["wrapped 1:1", "part-ignored 4:1"]),
        (
            "MIME-Version: 1.0\nContent-Type: text/cloud-config\nContent-Transfer-Encoding: base64\n\n?\n",
            ["wrapped 1:1", "part-damaged 1:1"]
        ),
        ("## template: jinja\nhostname: a\n", ["wrapped 1:1", "template-kind 2:1"]),
        ("#cloud-config\nruncmd: [a\n", ["yaml 3:1"]),
        ("#cloud-config\nhostname:\tnode1\n", ["tab 2:10"]),
        ("#cloud-config\nhostname: node1\n---\nlocale: C\n", ["second-document 3:1"]),
        ("#cloud-config\n{hostname: node1} locale\n", ["second-document 2:19"]),
        ("#cloud-config\n", ["not-a-map 1:1"]),
        ("#cloud-config\n- hostname: a\n", ["not-a-map 2:1"]),
        ("#cloud-config\nhostname: a\nhostname: b\n", ["repeated-key 3:1"]),
        ("#cloud-config\nhostname: !vault x\n", ["tag 2:11"]),
        ("#cloud-config\nhostname: =\n", ["tag 2:11"]),
        ("#cloud-config\nfinal_message: 2030-02-31\n", ["conversion 2:16"]),
        ("#cloud-config\nhostnam: a\n", ["unknown-key 2:1"]),
        ("#cloud-config\nrancher: {debug: true}\n", ["unknown-key 2:1"]),
        ("#cloud-config\nusers:\n- name: a\n  ssh-authorized-keys: [k]\n", ["unknown-subkey 4:3"]),
        ("#cloud-config\nhostname: 42\n", ["type 2:11"]),
        ("#cloud-config\nusers:\n- name: a\n  groups: {wheel: x}\n", ["type 4:19", "deprecated 4:19"]),
        ("#cloud-config\nwrite_files:\n- path: /a\n  permissions: 0644\n", ["permissions-not-string 4:16"]),
        ("#cloud-config\nruncmd:\n- echo note: x\n", ["runcmd-item-map 3:3"]),
        ("#cloud-config\nusers:\n- name: a\n  expiredate: 2032-09-01\n", ["date-not-string 4:15"]),
        ("#cloud-config\nhostname:\n", ["empty-value 2:1"]),
        ("#cloud-config\nlocale: false\n", ["locale-false 2:9"]),
        ("#cloud-config\nwrite_files: [{path: /a, encoding: base46}]\n", ["value 2:36"]),
        ("#cloud-config\nwrite_files:\n- content: x\n", ["missing-key 3:3"]),
        ("#cloud-config\nusers:\n- gecos: x\n", ["missing-key 3:3"]),
        ("#cloud-config\nruncmd: []\n", ["count 2:9"]),
        ("#cloud-config\nmounts:\n- [a, b, c, d, e, f, g]\n", ["count 3:3"]),
        ("#cloud-config\nssh_genkeytypes: [rsa]\nntp: {servers: [a, a]}\n", ["repeated-item 3:20"]),
        ("#cloud-config\nswap: {size: 12 G}\n", ["form 2:14"]),
        ("#cloud-config\nusers:\n- name: a\n  snapuser: a@b.test\n", ["ambiguous 3:3"]),
        ("#cloud-config\ngroups:\n- 1000: [a]\n", ["key-not-text 3:3"]),
        ("#cloud-config\nusers:\n- name: a\n  uid: '5'\n", ["deprecated 4:8"]),
        ("#cloud-config\napt_update: true\n", ["deprecated 2:13"]),
        ("#cloud-config\nssh_authorized_keys: [k]\nusers:\n- name: a\n", ["no-default-user 2:1"]),
        ("#cloud-config\nssh_authorized_keys: [k]\nusers:\n- default\n- name: a\n", []),
        (
            "#cloud-config\nusers: [{name: ops}]\nwrite_files:\n- path: /a\n  owner: ops:ops\n- path: /b\n"
                + "  owner: ops\n  defer: true\n", ["early-owner 5:10"]
        ),
        ("#cloud-config\nwrite_files: [{path: /a, permissions: rwx}]\n", ["permissions-form 2:39"]),
        ("#cloud-config\nwrite_files: [{path: /a, encoding: b64, content: a}]\n", ["base64 2:50"]),
        ("#cloud-config\nwrite_files: [{path: ''}]\n", ["empty-path 2:22"]),
        ("#cloud-config\nwrite_files: [{path: etc/a}]\n", ["relative-path 2:22"]),
        ("#cloud-config\nwrite_files: [{path: /tmp/a}]\n", ["temporary-path 2:22"]),
        ("#cloud-config\npower_state: {mode: reboot}\n", ["power-state-loop 2:1"]),
        (
            "#cloud-config\nfs_setup: [{label: a, device: /dev/vda, filesystem: ext4, overwrite: true}]\n",
            ["disk-overwritten 2:59"]
        ),
    ]

    @Test("findings with their places", arguments: cases)
    func findings(_ text: String, _ expected: [String]) throws {
        let told = try Self.told(text)
        #expect(told == expected)
    }

    @Test("every rule has an id of its own and is found by a text")
    func coverage() throws {
        let rules = try CloudInitDialect().rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        let found = Set(
            Self.cases.flatMap(\.expected).compactMap { $0.split(separator: " ").first.map(String.init) })
        // What needs compressed bytes or several parts stands in CloudInitUserDataTests.
        let elsewhere: Set = ["gzip-damaged", "not-looked-into", "part-replaces"]
        #expect(Set(rules.map { String($0.id.dropFirst("cloud-init/".count)) }) == found.union(elsewhere))
    }

    @Test("findings say what was found and what to write")
    func words() throws {
        let text = """
            #cloud-config
            users:
              - name: ops
                lock-passwd: true
                ssh_authorised_keys: [k]
            write_files:
              - path: /a
                encoding: bas64
                permissions: 420
            """
        let document = ConfigDocument(file: "c.yml", bytes: Array(text.utf8), lineOffset: 10)
        let told = try CloudInitDialect().check(document, delivery: .userData).map { "\($0.diagnostic)" }
        #expect(
            told == [
                "c.yml:14:18: warning: \"users[0].lock-passwd\" is written in a form that will be dropped "
                    + "[cloud-init/deprecated]; Dropped after April 2027. Use \"lock_passwd\". Default: \"true\"",
                "c.yml:15:5: error: \"users[0]\" has no key \"ssh_authorised_keys\" in cloud-init "
                    + "[cloud-init/unknown-subkey]; did you mean \"ssh_authorized_keys\"?",
                "c.yml:18:15: error: \"write_files[0].encoding\" must be one of \"gz\", \"gzip\", \"gz+base64\", "
                    + "\"gzip+base64\", \"gz+b64\", \"gzip+b64\", \"b64\", \"base64\", \"text/plain\"; found the text "
                    + "\"bas64\" [cloud-init/value]; did you mean \"base64\"?",
                "c.yml:19:18: error: \"write_files[0].permissions\" must be a text; found the number 420 "
                    + "[cloud-init/permissions-not-string]; write octal digits in quotes: \"0644\"",
            ])
    }

    @Test("a later version knows all keys at the top, and looks at the beginning as the node does")
    func laterVersion() throws {
        let dialect = try CloudInitDialect(.v25_1)
        #expect(dialect.title == "cloud-init 25.1")
        let verdicts = [
            "#cloud-config\nhostnam: a\n", "\n#cloud-config\nhostname: a\n", "#!/bin/sh\n", "hostname: a\n",
        ].map {
            dialect.check(ConfigDocument(file: "c", bytes: Array($0.utf8)), delivery: .userData).verdict(
                .validate)
        }
        #expect(verdicts == [.reject, .accept, .warn, .reject])
        let text =
            "#cloud-config\nubuntu_pro: {token: a}\nusers: [{name: a, sudo: [a, b]}]\noutput: {all: /dev/null}\n"
        #expect(
            dialect.check(ConfigDocument(file: "c", bytes: Array(text.utf8)), delivery: .userData).isEmpty)
        #expect(dialect.rules.first { $0.id == "cloud-init/unknown-key" }?.isError == true)
        #expect(CloudInitVersion(notAfter: "24.4.1") == .v22_4)
        #expect(CloudInitVersion(notAfter: "25.1.4-1") == .v25_1)
        #expect(CloudInitVersion(notAfter: "18.2") == nil)
    }

    @Test("damaged texts end in findings, not in a crash")
    func damage() throws {
        let inputs = try CloudInitInputs.samples(seed: 11, count: 60)
        let dialect = try CloudInitDialect()
        var refused = 0
        for input in inputs + CloudInitInputs.scratched(inputs, seed: 12, count: 200) {
            let document = ConfigDocument(file: input.name, bytes: input.bytes)
            if dialect.check(document, delivery: .userData).verdict(.validate) == .reject { refused += 1 }
            _ = ClearDialect().check(document, delivery: .embedded)
        }
        #expect(refused > 50)
    }

    private static func told(_ text: String) throws -> [String] {
        let document = ConfigDocument(file: "c.yml", bytes: Array(text.utf8))
        return try CloudInitDialect().check(document, delivery: .userData).map { finding in
            let place = finding.position.map { "\($0.line):\($0.column)" } ?? "nowhere"
            return "\(finding.rule.id.dropFirst("cloud-init/".count)) \(place)"
        }
    }
}
