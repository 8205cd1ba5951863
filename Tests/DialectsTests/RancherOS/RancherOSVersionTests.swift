import Dialects
import Provisioning
import Testing

@Suite("RancherOS: versions")
struct RancherOSVersionTests {
    private func rules(_ text: String, _ version: String, isBurmilla: Bool = false) -> [String] {
        RancherOSDialect(version: version, isBurmilla: isBurmilla)
            .check(ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded)
            .map { String($0.rule.id.dropFirst("rancheros/".count)) }
    }

    @Test(
        "keys come with their release",
        arguments: [
            ("http_load_retries: 3", "1.5.4", "1.5.5"), ("preload_wait: true", "1.3.0", "1.4.0"),
            ("ssh: {port: 22}", "1.2.0", "1.3.0"), ("docker: {bip: 10.0.0.1/24}", "1.3.0", "1.4.0"),
            ("network: {dhcp_timeout: 5}", "1.4.3", "1.5.0"), ("state: {rngd: true}", "1.4.0", "1.4.1"),
            ("upgrade: {policy: x}", "1.5.0", "1.5.1"), ("upgrade: {policy: x}", "1.4.2", "1.4.3"),
            ("defaults: {system_docker_logs: x}", "1.4.1", "1.4.2"),
        ])
    func since(_ key: String, _ before: String, _ since: String) {
        let text = "rancher:\n  \(key)\n"
        #expect(rules(text, before) == ["unknown-key"])
        #expect(rules(text, since) == [])
        #expect(rules(text, "v" + since + "-rc1") == [])
    }

    @Test("default_network went with 1.5.0")
    func gone() {
        let text = "rancher:\n  default_network: {}\n"
        #expect(rules(text, "1.4.3") == [])
        #expect(rules(text, "1.5.0") == ["unknown-key"])
    }

    @Test("BurmillaOS says data_root and has no SELinux")
    func burmilla() {
        #expect(rules("rancher: {docker: {graph: /x}}\n", "2.0.5", isBurmilla: true) == ["unknown-key"])
        #expect(rules("rancher: {docker: {data_root: /x}}\n", "2.0.5", isBurmilla: true) == [])
        #expect(rules("rancher: {docker: {data_root: /x}}\n", "1.5.8") == ["unknown-key"])
        #expect(rules("rancher: {docker: {selinux_enabled: true}}\n", "2.0.5") == ["unknown-key"])
        #expect(rules("rancher: {docker: {userns_enabled: true}}\n", "2.0.5") == [])
        #expect(rules("rancher: {docker: {userns_enabled: sure}}\n", "2.0.5") == ["refused-type"])
        #expect(RancherOSDialect(version: "2.0.5", isBurmilla: true).title == "BurmillaOS 2.0.5 (ros)")
        #expect(RancherOSDialect(version: "v1.5.8", isBurmilla: false).title == "RancherOS 1.5.8 (ros)")
    }

    @Test("rules for a node without a disk are for such a node only")
    func disk() {
        let text = "bootcmd: [a]\nrancher: {state: {dev: x, autoformat: [/dev/sda]}}\n"
        let findings = RancherOSDialect(version: "1.5.8", isBurmilla: false, isDiskless: false)
            .check(ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded)
        #expect(findings == [])
    }
}
