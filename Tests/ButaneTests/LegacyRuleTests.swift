import Provisioning
import Testing

@testable import Butane

/// Each rule of Container Linux Configs is found by an input of our own.
struct LegacyRuleTests {
    static let examples: [(rule: String, text: String)] = [
        ("yaml", "a: [b"),
        ("wrong-type", "storage: {files: {}}"),
        ("empty", "# nothing\n"),
        ("version", "version: 1"),
        ("unknown-key", "storage: {file: []}"),
        ("mode-missing", "storage: {files: [{path: /a}]}"),
        ("too-many-sources", "storage: {files: [{path: /a, mode: 0644, contents: {inline: a, local: b}}]}"),
        ("local-file", "storage: {files: [{path: /a, mode: 0644, contents: {local: b}}]}"),
        ("partition-size", "storage: {disks: [{device: /dev/a, partitions: [{size: big}]}]}"),
        ("update-group", "update: {group: gamma}"),
        ("update-server", "update: {server: \"http://%zz\"}"),
        ("locksmith", "locksmith: {window_start: \"04:00\"}"),
        ("locksmith", "locksmith: {reboot_strategy: best-effort}"),
        ("flannel", "flannel: {version: 0.4.0}"),
        ("flannel", "flannel: {network_config: \"x\"}"),
        ("flannel-version", "flannel: {version: 0.9.0}"),
        ("templating", "flannel: {public_ip: \"{PUBLIC_IPV4}\"}"),
        ("etcd", "etcd: {version: 3.2.0}"),
    ]

    private func rules(_ text: String) -> [String] {
        ContainerLinuxConfigDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded
        ).map(\.rule.id)
    }

    @Test("each rule is found", arguments: examples.indices) func found(_ index: Int) {
        let example = Self.examples[index]
        let found = rules(example.text)
        #expect(found.contains("clc/" + example.rule), "\(found)")
    }

    @Test("ids are unique, and each has an example") func coverage() {
        let ids = ContainerLinuxConfigDialect().rules.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(Self.examples.map { "clc/" + $0.rule }) == Set(ids))
    }

    @Test("the older YAML: a map twice is filled twice, yes is true, ~ is zero") func yaml() throws {
        let text = """
            storage:
              files: [{path: /a, mode: ~, overwrite: yes}]
              filesystems: [{name: a, mount: {device: /dev/a}, mount: {format: ext4}}]
            """
        let json = try ContainerLinuxConfig.ignition(of: ConfigDocument(file: "f", bytes: Array(text.utf8)))
        let file = json["storage"]?["files"]?.items?.first
        #expect(file?["mode"]?.integer == 0)
        #expect(file?["overwrite"]?.bool == true)
        let mount = json["storage"]?["filesystems"]?.items?.first?["mount"]
        #expect(mount?["device"]?.text == "/dev/a" && mount?["format"]?.text == "ext4")
    }

    @Test("random damage never crashes, and is told the same twice") func damage() {
        var generator = SplitMix(seed: 0x636c_63)
        for text in Self.examples.map(\.text) + Array(repeating: ButaneTranslationTests.legacy, count: 8) {
            for _ in 0..<25 {
                let document = ConfigDocument(file: "f", bytes: generator.damage(text))
                #expect(ContainerLinuxConfig(document) == ContainerLinuxConfig(document))
            }
        }
    }
}
