import Dialects
import Provisioning
import Testing

/// What the loader of RancherOS makes of values; each line was seen with the code of rancher/os v1.5.8.
@Suite("RancherOS: loader")
struct RancherOSLoaderTests {
    private func load(_ text: String) -> Verdict {
        RancherOSDialect(version: "1.5.8", isBurmilla: false)
            .check(ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded).verdict(.load)
    }

    @Test(
        "numbers, truth values and null",
        arguments: [
            ("rancher: {debug: 1}", Verdict.reject), ("rancher: {debug: \"yes\"}", .accept),
            ("rancher: {debug: yEs}", .accept), ("rancher: {debug: \"~\"}", .accept),
            ("rancher: {shutdown_timeout: 60.0}", .accept), ("rancher: {shutdown_timeout: 1e6}", .reject),
            ("rancher: {shutdown_timeout: 0x10}", .accept),
            ("rancher: {shutdown_timeout: \"null\"}", .accept),
            ("rancher: {shutdown_timeout: \"_\"}", .reject), ("rancher: {shutdown_timeout: \" \"}", .reject),
            ("hostname: 2020-01-01", .accept), ("hostname: .nan", .accept), ("write_files: ~", .accept),
            ("rancher: {network: \"~\"}", .accept), ("rancher: {network: \"\"}", .reject), ("~", .accept),
            ("Hostname: [a]", .reject), ("rancher: {registry_auths: {a: {Auth: [1]}}}", .reject),
            ("rancher: {registry_auths: {a: {identity_token: [1]}}}", .accept),
        ])
    func scalars(_ text: String, _ expected: Verdict) {
        #expect(load(text + "\n") == expected)
    }

    @Test(
        "fields of services",
        arguments: [
            ("command: \"a b 'c d'\"", Verdict.accept), ("command: \"a#b `x`\"", .reject),
            ("command: \"a # b \\\\ c\"", .accept), ("command: \"a \\\\\"", .reject), ("command: 5", .reject),
            ("command:", .reject), ("command: []", .accept), ("command: [\"2020-01-01\"]", .accept),
            ("command: 2020-01-01", .reject), ("command: !!str 5", .reject), ("image:", .accept),
            ("image: 1.5", .accept), ("ports: [80]", .accept), ("ports: 80", .reject),
            ("restart: no", .accept),
            ("environment: {A: 1.0}", .accept), ("environment: {A: 1.5}", .reject),
            ("environment: {1: a}", .reject), ("environment: {A: true}", .reject),
            ("environment: [A=b]", .accept),
            ("environment: A=b", .reject), ("labels: {a: 1}", .reject), ("labels: [a=1]", .accept),
            ("labels: {\"null\": x}", .accept), ("mem_limit: 64m", .reject), ("dns: 1.1.1.1", .accept),
            ("dns: 1.1", .reject), ("ulimits: {a: 5}", .accept), ("ulimits: {a: 1.5}", .reject),
            ("ulimits: {a: {soft: 1, hard: 2}}", .accept), ("ulimits: {a: {soft: 1}}", .reject),
            ("ulimits: {a: {soft: x, hard: 2}}", .reject), ("ulimits: {1: 5}", .accept),
            ("ulimits:", .reject),
        ])
    func services(_ field: String, _ expected: Verdict) {
        #expect(load("rancher:\n  services:\n    a:\n      \(field)\n") == expected)
        #expect(load("rancher:\n  bootstrap:\n    a:\n      \(field)\n") == expected)
    }

    @Test(
        "commands",
        arguments: [
            ("[[]]", Verdict.accept), ("[\"\"]", .accept), ("[\"~\"]", .reject), ("[[\"~\"]]", .accept),
            ("[[~]]", .reject), ("[{a: b}]", .reject), ("[true]", .reject), ("[a, [b, c]]", .accept),
            ("[[[a]]]", .reject),
        ])
    func commands(_ value: String, _ expected: Verdict) {
        #expect(load("runcmd: \(value)\n") == expected)
        #expect(load("bootcmd: \(value)\n") == expected)
    }

    @Test(
        "letters",
        arguments: [
            ("\u{fc}", Verdict.accept), ("\u{df}", .accept), ("\u{e4}", .reject), ("\u{f6}", .reject),
            ("\u{e9}", .reject),
            ("\u{20ac}", .accept), ("\u{65e5}", .reject), ("\u{a0}", .accept), ("\u{feff}x", .accept),
            ("\u{1f389}", .reject), ("\u{d1ab}", .reject),
        ])
    func letters(_ text: String, _ expected: Verdict) {
        #expect(load("hostname: \"a\(text)b\"\n") == expected)
        #expect(load("hostname: ab # \(text.filter { $0 != "x" })\n") == .accept)
    }

    @Test("variables are replaced for the loader, not for the validator")
    func variables() {
        let text = "rancher:\n  ssh:\n    port: \"$private_ipv4\"\n"
        let findings = RancherOSDialect(version: "1.5.8", isBurmilla: false)
            .check(ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded)
        #expect(findings.map(\.rule.id).contains("rancheros/empty-number"))
        #expect(!findings.map(\.rule.id).contains("rancheros/wrong-type"))
        #expect(findings.verdict(.load) == .reject)
        let kept = "write_files:\n- path: /a\n  content: 'x \\$private_ipv4'\n"
        let none = RancherOSDialect(version: "1.5.8", isBurmilla: false)
            .check(ConfigDocument(file: "f", bytes: Array(kept.utf8)), delivery: .embedded)
        #expect(none.map(\.rule.id) == ["rancheros/substitution"])
    }
}
