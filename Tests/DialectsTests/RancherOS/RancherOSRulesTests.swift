import Dialects
import Provisioning
import Testing

@Suite("RancherOS: rules")
struct RancherOSRulesTests {
    @Test("each mistake is told at its place", arguments: RancherOSExamples.all)
    func place(_ example: RancherOSExample) {
        let found = example.findings.filter { $0.rule.id == example.rule }
        #expect(
            found.contains { $0.position?.line == example.line && $0.position?.column == example.column },
            "\(example.findings.map { "\($0.position?.description ?? "-") \($0.rule.id): \($0.message)" })")
    }

    @Test("identifiers are unique and every rule is found by some input")
    func coverage() {
        let rules = RancherOSDialect(version: "1.5.8", isBurmilla: false).rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        let lines = RancherOSCommandLineTests.examples.map { "rancheros/" + $0.rule }
        // What gzip holds stands in OtherUserDataTests.
        let found = Set(RancherOSExamples.all.map(\.rule) + lines + ["rancheros/compressed"])
        #expect(rules.map(\.id).filter { !found.contains($0) } == [])
        #expect(
            rules.allSatisfy { $0.id.hasPrefix("rancheros/") && !$0.source.isEmpty && !$0.remedy.isEmpty })
    }

    @Test("no message shows what may be a secret")
    func secrets() {
        let text = """
            rancher:
              registry_auths: {"h:5000": c2VjcmV0c2VjcmV0}
              network: {wifi_networks: {a: {psk: [c2VjcmV0c2VjcmV0]}}}
              services: {a: {environment: c2VjcmV0c2VjcmV0, command: {x: c2VjcmV0c2VjcmV0}}}
            password: c2VjcmV0c2VjcmV0

            """
        let findings = RancherOSExample("wrong-type", 1, 1, text).findings
        #expect(findings.count >= 4)
        #expect(findings.allSatisfy { !$0.message.contains("c2Vj") && !($0.hint ?? "").contains("c2Vj") })
    }

    @Test("findings come in the order of the text and once each")
    func order() {
        let example = RancherOSExample("unknown-key", 1, 1, "b: 1\na: 2\nrancher:\n  x: 3\nc: 4\n")
        let lines = example.findings.map { $0.position?.line ?? 0 }
        #expect(lines == lines.sorted())
        #expect(lines == [1, 2, 4, 5])
    }

    @Test("a configuration that every program takes has no finding")
    func clean() {
        let text = """
            #cloud-config
            hostname: node1
            ssh_authorized_keys:
              - ssh-ed25519 AAAA me@host
            write_files:
              - path: /etc/motd
                permissions: "0644"
                owner: root
                content: |
                  hello: "world"
            mounts:
              - ["srv:/export", /mnt/x, nfs4, nolock]
            runcmd:
              - echo hello > /run/hello
              - [touch, /run/there]
            rancher:
              modules: [nbd, nfs]
              sysctl:
                net.ipv4.ip_forward: 1
              docker:
                registry_mirror: "http://10.0.0.1:5000"
                insecure_registry: ["10.0.0.1:5000"]
              network:
                interfaces:
                  eth*:
                    dhcp: true
              services:
                web:
                  image: nginx
                  ports: ["80:80"]
                  environment: {A: b, N: 1}
                  command: nginx -g "daemon off;"

            """
        for delivery in Delivery.allCases {
            let findings = RancherOSDialect(version: "1.5.8", isBurmilla: false)
                .check(ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: delivery)
            // `N` is a truth value in YAML 1.1: the loader sees a key "false", the validator crashes.
            #expect(
                findings.map(\.rule.id).filter {
                    $0 != "rancheros/key-not-text" && $0 != "rancheros/wrong-type"
                } == [])
            #expect(findings.count == 2)
        }
    }
}
