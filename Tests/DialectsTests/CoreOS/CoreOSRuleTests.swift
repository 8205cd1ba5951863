import Provisioning
import Testing

@testable import Dialects

/// Inputs of our own: each rule is found, at the right place, and nothing is found in what is right.
struct CoreOSRuleTests {
    private func check(_ text: String) -> [CheckFinding] {
        CoreOSCloudInitDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded)
    }

    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1vXb0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b x@y"

    static let examples: [(rule: String, text: String)] = [
        ("header", "hostname: a\n"),
        ("header", "\u{feff}#cloud-config\nhostname: a\n"),
        ("yaml", "#cloud-config\nhostname: [a\n"),
        ("yaml", "#cloud-config\nx: !!int abc\n"),
        ("yaml", "#cloud-config\nusers:\n- <<: 5\n"),
        ("unknown-key", "#cloud-config\nhostnam: a\n"),
        ("foreign-key", "#cloud-config\nruncmd: [a]\n"),
        ("foreign-key", "#cloud-config\nrancher: {}\n"),
        ("wrong-type", "#cloud-config\ncoreos: {units: [{name: a.service, enable: \"true\"}]}\n"),
        ("empty-value", "#cloud-config\nhostname:\n"),
        ("deprecated-key", "#cloud-config\ncoreos: {fleet: {public_ip: a}}\n"),
        ("discovery-url", "#cloud-config\ncoreos: {etcd: {discovery: foo}}\n"),
        ("encoding", "#cloud-config\nwrite_files: [{path: /a, encoding: b64, content: \"aGk\"}]\n"),
        ("encoded-nothing", "#cloud-config\nwrite_files: [{path: /a, encoding: b64}]\n"),
        ("read-only-usr", "#cloud-config\nwrite_files: [{path: /a/../usr/bin/x, content: a}]\n"),
        ("write-files-under-coreos", "#cloud-config\ncoreos: {write_files: []}\n"),
        ("validator-dies", "#cloud-config\nwrite_files: [{path: /a, permissions: }]\n"),
        ("unknown-encoding", "#cloud-config\nwrite_files: [{path: /a, encoding: rot13, content: a}]\n"),
        ("permissions-pattern", "#cloud-config\nwrite_files: [{path: /a, permissions: \"000644\"}]\n"),
        ("permissions", "#cloud-config\nwrite_files: [{path: /a, permissions: \"0o644\"}]\n"),
        ("unit-command", "#cloud-config\ncoreos: {units: [{name: a.service, command: run}]}\n"),
        ("reboot-strategy", "#cloud-config\ncoreos: {update: {reboot-strategy: best-effort}}\n"),
        ("reboot-window", "#cloud-config\ncoreos: {locksmith: {window_start: \"25:00\"}}\n"),
        ("reboot-window", "#cloud-config\ncoreos: {locksmith: {window_length: 1.2.3h}}\n"),
        ("etcd2-proxy", "#cloud-config\ncoreos: {etcd2: {proxy: maybe}}\n"),
        ("not-a-map", "#cloud-config\n- a\n"),
        ("manage-etc-hosts", "#cloud-config\nmanage_etc_hosts: true\n"),
        ("file-without-path", "#cloud-config\nwrite_files: [{content: a}]\n"),
        ("user-without-name", "#cloud-config\nusers: [{passwd: a}]\n"),
        ("unit-without-name", "#cloud-config\ncoreos: {units: [{command: start}]}\n"),
        ("unit-suffix", "#cloud-config\ncoreos: {units: [{name: agent, command: start}]}\n"),
        (
            "unit-never-started",
            "#cloud-config\ncoreos: {units: [{name: a.service, enable: true, content: \"[Service]\"}]}\n"
        ),
        ("permissions-special-bits", "#cloud-config\nwrite_files: [{path: /a, permissions: \"4755\"}]\n"),
        ("permissions-decimal", "#cloud-config\nwrite_files: [{path: /a, permissions: 420}]\n"),
        ("substitution", "#cloud-config\nhostname: $private_ipv4\n"),
        ("duplicate-key", "#cloud-config\nhostname: a\nhostname: b\n"),
        ("second-document", "#cloud-config\nhostname: a\n---\nhostname: b\n"),
        ("ssh-key", "#cloud-config\nssh_authorized_keys: [a b]\n"),
        ("ignition", "{\"ignition\": {\"version\": \"2.2.0\"}}"),
    ]

    @Test("each rule is found", arguments: examples.indices) func found(_ index: Int) {
        let example = Self.examples[index]
        let rules = check(example.text).map(\.rule.id)
        #expect(rules.contains("coreos-cloudinit/" + example.rule), "\(rules)")
    }

    @Test("ids are unique, and each has an example") func coverage() {
        let ids = CoreOSCloudInitDialect().rules.map(\.id)
        #expect(Set(ids).count == ids.count)
        let gzip = CoreOSCloudInitDialect().check(
            ConfigDocument(file: "f", bytes: [0x1f, 0x8b, 8]), delivery: .userData)
        // What gzip holds stands in OtherUserDataTests.
        let shown = Set(
            Self.examples.map { "coreos-cloudinit/" + $0.rule } + gzip.map(\.rule.id) + [
                "coreos-cloudinit/gzip"
            ])
        #expect(shown == Set(ids))
    }

    @Test("a good configuration has no finding") func clean() {
        let text = """
            #cloud-config
            hostname: node-1
            ssh-authorized-keys:
              - \(Self.key)
            users:
              - name: ada
                groups: [sudo, docker]
                ssh-authorized-keys: [\(Self.key)]
            write_files:
              - path: /etc/motd
                permissions: 0644
                content: |
                  hello
            manage_etc_hosts: localhost
            coreos:
              update: {reboot-strategy: off}
              locksmith: {window_start: "Thu 04:00", window_length: 1h30m}
              units:
                - name: docker.service
                  command: start
                  drop-ins: [{name: 50-mirror.conf, content: "[Service]"}]
            """
        #expect(check(text).map(\.diagnostic.description) == [])
    }

    @Test("positions are the text's, not the validator's") func positions() {
        let found = check("#cloud-config\ncoreos:\n  units:\n  - {name: a.service, comand: start}\n")
        #expect(found.map { $0.position?.description } == ["f:4:23"])
        #expect(found.first?.hint == "did you mean \"command\"?")
    }

    @Test("an offset moves lines of findings, not of the validator") func offset() {
        let document = ConfigDocument(
            file: "f", bytes: Array("#cloud-config\nhostnam: a\n".utf8), lineOffset: 10)
        let dialect = CoreOSCloudInitDialect()
        #expect(dialect.check(document, delivery: .embedded).map { $0.position?.line } == [12])
        #expect(dialect.validatorLines(document) == ["line 2: warning: unrecognized key \"hostnam\""])
    }

    @Test("the validator dies of a pattern's list") func dies() {
        let text = "#cloud-config\ncoreos: {units: [{command: [start]}]}\n"
        let document = ConfigDocument(file: "f", bytes: Array(text.utf8))
        #expect(CoreOSCloudInitDialect().validatorLines(document) == nil)
    }

    @Test("random damage never crashes, and is told the same twice") func damage() {
        var generator = SplitMix(seed: 0x636f_7265_6f73)
        for example in Self.examples {
            for _ in 0..<40 {
                var bytes = Array(example.text.utf8)
                for _ in 0..<Int(generator.next() % 4) + 1 where !bytes.isEmpty {
                    let index = Int(generator.next() % UInt64(bytes.count))
                    switch generator.next() % 3 {
                    case 0: bytes[index] = UInt8(truncatingIfNeeded: generator.next())
                    case 1: bytes.remove(at: index)
                    default:
                        bytes.insert(
                            Array(":-[]{}&*!|>'\"%@#\n\t ".utf8).randomElement(using: &generator) ?? 0,
                            at: index)
                    }
                }
                let document = ConfigDocument(file: "f", bytes: bytes)
                let dialect = CoreOSCloudInitDialect()
                #expect(
                    dialect.check(document, delivery: .embedded)
                        == dialect.check(document, delivery: .embedded))
            }
        }
    }
}

/// A generator with a seed, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
