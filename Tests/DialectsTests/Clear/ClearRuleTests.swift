import Provisioning
import Testing

@testable import Dialects

@Suite("Rules of Clear's ucd")
struct ClearRuleTests {
    /// Configurations without their header, and what is told of them: rule and place, in order.
    static let cases: [(text: String, expected: [String])] = [
        ("hostname: node1\n", []),
        ("runcmd: [a\n", ["yaml 3:1"]),
        ("hostname: a\n---\nhostname: b\n", ["second-document 3:1"]),
        ("", ["not-a-map 1:1"]), ("word\n", ["not-a-map 2:1"]),
        ("- hostname: a\n- hostname: b\n", ["top-list 2:1"]),
        ("write_files: {path: /a}\n", ["map-value 2:1"]),
        (
            "rancher:\n  debug: true\nhostname: a\n",
            ["map-value 2:1", "unknown-key 2:1", "shifted-key 4:1", "unknown-key 4:11"]
        ),
        (
            "rancher: {debug: true}\nhostname: a\nruncmd: [a]\nlocale: C\n",
            [
                "map-value 2:1", "unknown-key 2:1", "shifted-key 3:1", "unknown-key 3:11", "shifted-key 4:1",
                "unknown-key 5:1",
            ]
        ),
        ("envar: {A: b}\nruncmd: [a]\nhostname: a\n", ["map-value 2:1", "shifted-key 3:1"]),
        ("users: alice\n", ["users-name 2:8"]), ("service:\n", ["service-action 2:9"]),
        ("service: docker\n", ["service-action 2:10"]), ("write_files: a\n", ["write-files-item 2:14"]),
        ("x: &x [a]\nrunc: *x\n", ["unknown-key 2:1", "unknown-key 3:1", "alias 3:7"]),
        (
            "users:\n- &a {name: a, gecos: A}\n- {name: b, <<: *a}\n",
            ["merge-key 4:13", "users-key 4:13"]
        ),
        (
            "write_files: [{path: /a, content: !!binary aGk=, permissions: '0644'}]\n", ["tag 2:35"]
        ),
        ("mounts: []\n", ["unknown-key 2:1"]), ("bootcmd: [a]\n", ["bootcmd 2:1"]),
        ("runcmd: touch /a\n", ["not-a-list 2:9"]), ("hostname: [a]\n", ["not-a-text 2:11"]),
        ("runcmd:\n", ["empty-value 2:1"]),
        ("packages: [a]\n", ["network 2:1"]), ("package_upgrade: no\n", []),
        ("wait_for_network: true\n", ["network 2:1"]),
        ("package_upgrade: maybe\n", ["bool 2:18"]),
        ("ssh_authorized_keys: [k]\nusers: [{name: a}]\n", ["keys-for-nobody 2:1"]),
        ("service:\n- begin: a\n", ["service-action 3:3"]), ("service: [docker]\n", ["service-action 2:11"]),
        ("service:\n- {enable: a, start: a}\n", ["service-keys 3:15"]),
        ("users: [{name: a, gecos: \"it's\"}]\n", ["quote 2:26"]),
        ("runcmd: [touch a, touch b]\n", ["commands-joined 2:19"]),
        ("runcmd: [[a], [b]]\n", ["reversed 2:1"]),
        ("runcmd: [[sh, -c, 'a; b']]\n", ["words-unquoted 2:19"]), ("runcmd: [['a; b']]\n", []),
        ("runcmd: [\"a\\nb\"]\n", ["control-character 2:10"]),
        ("runcmd: [echo \u{fc}]\n", ["non-ascii 2:10"]),
        ("runcmd:\n- echo note: x\n", ["runcmd-item-map 3:3"]),
        ("write_files: [{path: /a, permissions: '0644'}]\n", ["write-files-item 2:15"]),
        ("write_files: [{path: /a, content: a, permissions: '0644', encoding: b64}]\n", ["encoding 2:59"]),
        (
            "write_files: [{path: /a, content: a, permissions: '0644', append: true}]\n",
            ["write-files-key 2:59"]
        ),
        ("write_files: [{path: /a, content: a, permissions: '0o644'}]\n", ["permissions 2:51"]),
        ("write_files: [{path: /a, content: a, permissions: 420}]\n", ["permissions-decimal 2:51"]),
        ("write_files: [{path: /a, content: a}]\n", ["default-mode 2:15"]),
        ("write_files: [{path: /a, content: a, permissions: 0644, owner: root}]\n", ["owner 2:64"]),
        ("users: [{name: b}]\nwrite_files: [{path: /a, content: a, permissions: 0644, owner: 'b:b'}]\n", []),
        ("write_files: [{path: a, content: a, permissions: 0644}]\n", ["relative-path 2:22"]),
        ("write_files: [{path: /a b/c, content: a, permissions: 0644}]\n", ["path-for-shell 2:22"]),
        (
            "write_files:\n- {path: /a, content: a, permissions: 0644}\n- {path: /a, content: b, permissions: 0644}\n",
            ["repeated-path 4:10"]
        ),
        ("users: [{name: a, ssh_authorized_keys: [k]}]\n", ["users-underscore 2:19"]),
        ("users: [{name: a, shell: /bin/sh}]\n", ["users-key 2:19"]),
        ("users: [{gecos: a}]\n", ["users-name 2:9"]), ("users: [a, b]\n", ["users-joined 2:12"]),
        ("users: [default]\n", ["users-default 2:9"]),
        ("users: [{name: a, groups: 'b, c'}]\n", ["groups-blanks 2:27"]),
        ("users: [{name: a, sudo: false}]\n", ["sudo 2:25"]),
        ("users: [{name: a, system: no}]\n", ["users-system 2:27"]),
        ("users: [{name: a, inactive: '5'}]\n", ["users-inactive 2:29"]),
    ]

    /// Whole files that are refused before their YAML is looked at.
    static let files: [(bytes: [UInt8], expected: [String])] = [
        ([], ["empty 1:1"]), (Array("hostname: a\n".utf8), ["header 1:1"]),
        ([0xef, 0xbb, 0xbf] + Array("#cloud-config\n".utf8), ["byte-order-mark 1:1"]),
        ([0x1f, 0x8b, 8], ["compressed 1:1"]),
        (Array("#!/bin/sh\n".utf8), []),
    ]

    @Test("findings with their places", arguments: cases)
    func findings(_ text: String, _ expected: [String]) {
        let told = Self.told(Array(("#cloud-config\n" + text).utf8))
        #expect(told == expected)
    }

    @Test("files that ucd does not take", arguments: files)
    func refusals(_ bytes: [UInt8], _ expected: [String]) {
        let told = Self.told(bytes)
        #expect(told == expected)
    }

    @Test("every rule has an id of its own and is found by a text")
    func coverage() {
        let rules = ClearDialect().rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        let expected = Self.cases.flatMap(\.expected) + Self.files.flatMap(\.expected)
        let found = Set(expected.compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(Set(rules.map { String($0.id.dropFirst("clear/".count)) }) == found)
    }

    private static func told(_ bytes: [UInt8]) -> [String] {
        ClearDialect().check(ConfigDocument(file: "c.yml", bytes: bytes), delivery: .embedded).map {
            finding in
            let place = finding.position.map { "\($0.line):\($0.column)" } ?? "nowhere"
            return "\(finding.rule.id.dropFirst("clear/".count)) \(place)"
        }
    }
}
