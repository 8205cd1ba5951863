import Provisioning
import Testing

@testable import Ignition

@Suite struct TranslationTests {
    private func check(_ text: String) -> [CheckFinding] {
        CloudConfigTranslation().check(
            ConfigDocument(file: "c.yml", bytes: Array(text.utf8)), delivery: .embedded)
    }

    @Test func aPortableFileHasOnlyTheNoteThatItIsTranslated() {
        let findings = check("#cloud-config\nhostname: a\nruncmd: [ls]\n")
        #expect(findings.map(\.rule.id) == ["ignition/cloud-config-translated"])
        #expect(!findings.contains { $0.rule.isError })
    }

    @Test(arguments: [
        ("packages: [vim]\n", "packages"), ("rancher: {}\n", "key"), ("coreos: {fleet: {}}\n", "coreos"),
        ("preserve_hostname: true\n", "no-effect"), ("hostname: [a]\n", "value"),
        ("write_files: [{path: /a, permissions: 644}]\n", "permissions"),
        ("write_files: [{path: /a}, {path: /a}]\n", "path-twice"),
        ("users: [{name: a, plain_text_passwd: b}]\n", "password"),
        ("coreos: {units: [{name: a.service, command: start}]}\n", "unit-command"),
        ("coreos: {units: [{name: a.service, content: '[a'}]}\n", "unit-text"),
        ("coreos: {units: [{name: a}]}\n", "unit-name"),
        ("ssh_authorized_keys: [garbage]\n", "authorized-key"),
        ("users: [{name: a, groups: [libvirt]}]\n", "group"),
        ("users: [{name: a, uid: x}]\n", "value"), ("users: [{name: a, system: maybe}]\n", "value"),
        ("users: [{name: a, shell: [x]}]\n", "value"), ("users: [{name: a, groups: 'a b/c'}]\n", "value"),
        ("groups: [a/b]\n", "value"), ("mounts: [[/dev/a, /b, \"x\\ny\"]]\n", "value"),
        ("write_files: [{path: /a, append: maybe}]\n", "value"),
        ("a: [\n", "yaml"), ("- a\n", "yaml"), ("a\tb: c: d\n", "yaml"),
    ])
    func everyRuleIsFound(_ text: String, _ rule: String) {
        let findings = check("#cloud-config\n" + text)
        #expect(findings.last?.rule.id == "ignition/cloud-config-" + rule, "\(findings.map(\.message))")
        #expect(findings.allSatisfy { $0.position != nil })
    }

    @Test(arguments: ["0644", "0o644", "'0644'", "'644'", "644"])
    func permissionsAreOctalHoweverTheyAreWritten(_ text: String) throws {
        let config = try RendererTests.config("write_files: [{path: /a, content: x, permissions: \(text)}]\n")
        let rendering = try IgnitionRenderer.render(config, version: IgnitionVersion(3, 0))
        #expect(rendering.config.list(["storage", "files"])[0]["mode"]?.integer == 0o644)
        #expect(rendering.findings.count == (text == "644" ? 1 : 0))
    }

    /// The beginning of a unit that mounts a local file system.
    private static let early = "[Unit]\nBefore=local-fs.target\n\n"

    @Test(arguments: [
        (
            "[/dev/vdb, /data, ext4]", "data.mount",
            Self.early
                + "[Mount]\nWhat=/dev/vdb\nWhere=/data\nType=ext4\n\n[Install]\nWantedBy=local-fs.target\n"
        ),
        (
            "[vdb, data/x, auto, 'ro,noauto']", "data-x.mount",
            Self.early
                + "[Mount]\nWhat=/dev/vdb\nWhere=/data/x\nOptions=ro\n\n[Install]\nRequiredBy=local-fs.target\n"
        ),
        (
            "['h:/e', /.a, nfs4, 'vers=4.2,nofail']", "\\x2ea.mount",
            "[Mount]\nWhat=h:/e\nWhere=/.a\nType=nfs4\nOptions=vers=4.2\n\n"
                + "[Install]\nWantedBy=remote-fs.target\n"
        ),
        (
            "['UUID=1-2', none, swap, sw, 0, 0]", "dev-disk-by\\x2duuid-1\\x2d2.swap",
            "[Swap]\nWhat=/dev/disk/by-uuid/1-2\n\n[Install]\nRequiredBy=swap.target\n"
        ),
        (
            "['/dev/disk/by-label/100%', /p]", "p.mount",
            Self.early
                + "[Mount]\nWhat=/dev/disk/by-label/100%%\nWhere=/p\n\n[Install]\nWantedBy=local-fs.target\n"
        ),
    ])
    func mountsBecomeUnits(_ fields: String, _ name: String, _ text: String) throws {
        let config = try RendererTests.config("mounts:\n  - \(fields)\n")
        let unit = try IgnitionRenderer.render(config, version: IgnitionVersion(3, 0)).config
            .list(["systemd", "units"])[0]
        #expect(unit["name"]?.text == name)
        #expect(unit["contents"]?.text == text)
        #expect(unit["enabled"]?.bool == !fields.contains("noauto"))
    }
}
