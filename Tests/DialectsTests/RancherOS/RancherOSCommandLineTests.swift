import Dialects
import Provisioning
import Recipes
import Testing

@Suite("RancherOS: kernel command line")
struct RancherOSCommandLineTests {
    struct Example: Sendable {
        var rule: String
        var words: [String]
        var version = "1.5.8"
    }

    static let examples: [Example] = [
        Example(rule: "cmdline-type", words: ["rancher.debug=1"]),
        Example(rule: "cmdline-type", words: ["rancher.modules=nbd"]),
        Example(rule: "cmdline-type", words: ["rancher.cloud_init.datasources=url:http://h/u"]),
        Example(rule: "cmdline-type", words: ["rancher.shutdown_timeout="]),
        Example(rule: "cmdline-quotes", words: ["rancher.modules=\"[nbd]\""]),
        Example(rule: "cmdline-quotes", words: ["rancher.cloud_init.datasources='[url:http://h/u]'"]),
        Example(rule: "cmdline-quotes-missing", words: ["rancher.modules=[nbd]"], version: "0.6.1"),
        Example(rule: "cmdline-ssh-keys", words: ["cc.ssh_authorized_keys=\"ssh-ed25519 AAAA\""]),
        Example(rule: "cmdline-blanks", words: ["cc.hostname=\"a b\""], version: "1.5.4"),
        Example(rule: "cmdline-dots", words: ["rancher.sysctl.vm.swappiness=10"]),
        Example(rule: "cmdline-interface", words: ["rancher.network.interfaces.eth0.100.dhcp=true"]),
        Example(rule: "cmdline-overwritten", words: ["rancher.modules=[a]", "rancher.modules=[b]"]),
        Example(rule: "cmdline-unknown", words: ["rancher.no_such=1"]),
        Example(rule: "cmdline-state", words: ["rancher.state.dev=LABEL=RANCHER_STATE"]),
        Example(rule: "cmdline-state", words: ["rancher.state.wait"]),
        Example(rule: "cmdline-formatzero", words: ["rancher.state.formatzero=true"]),
        Example(rule: "cmdline-after-dashes", words: ["--", "rancher.autologin=tty1"]),
        Example(rule: "cmdline-characters", words: ["rancher.environment.X=\u{e4}"]),
        Example(rule: "datasource-unknown", words: ["rancher.cloud_init.datasources=[nocloud]"]),
    ]

    private static func check(_ words: [String], _ version: String) -> [CheckFinding] {
        let located = words.enumerated().map {
            Located($0.element, at: SourcePosition(file: "recipe.toml", line: 3 + $0.offset, column: 5))
        }
        return RancherOSCommandLine(version: version, isBurmilla: false).check(located)
    }

    @Test("each mistake is told by its rule", arguments: examples)
    func mistakes(_ example: Example) {
        let found = Self.check(example.words, example.version)
        #expect(found.map(\.rule.id) == ["rancheros/" + example.rule])
        #expect(found.first?.position?.column == 5)
    }

    @Test(
        "what the loader takes has no finding",
        arguments: [
            ["rancher.cloud_init.datasources=[url:http://h/u?x=1&y#z]"], ["rancher.debug"],
            ["rancher.debug=true"],
            ["rancher.modules=[a, b]"], ["rancher.disable=[password,autologin]"],
            ["rancher.environment.TOKEN=a=b"],
            ["rancher.password=secret", "rancher.autologin=tty1", "rancher.autologin=ttyS0"],
            ["rancher.network.interfaces.eth*.dhcp=true"], ["cc.hostname=node1"],
            ["console=tty0", "quiet", "hostname=1"],
            ["cc.ssh_authorized_keys=[\"ssh-ed25519 AAAA a@b\",\"ssh-ed25519 BBBB c@d\"]"],
            ["rancher.docker.insecure_registry=[10.0.0.2:5000]"],
        ])
    func fine(_ words: [String]) {
        #expect(Self.check(words, "1.5.8").map(\.message) == [])
    }

    @Test("the position is that of the word")
    func position() {
        let found = Self.check(["quiet", "rancher.debug=1"], "1.5.8")
        #expect(found.first?.position == SourcePosition(file: "recipe.toml", line: 4, column: 5))
    }
}
