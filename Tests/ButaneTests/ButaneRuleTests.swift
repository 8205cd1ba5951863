import Provisioning
import Testing

@testable import Butane

/// Each rule is found by an input of our own, and damaged inputs do no harm.
struct ButaneRuleTests {
    private static let head = "variant: fcos\nversion: 1.6.0\n"
    private static let disk = "storage: {disks: [{device: /dev/sda, partitions: "

    static let examples: [(rule: String, text: String)] = [
        ("yaml", "a: [b"),
        ("yaml", head + "storage: {files: [{path: !!int x}]}"),
        ("wrong-type", head + "storage: {files: [{path: /a, mode: \"0644\"}]}"),
        ("duplicate-key", head + "passwd: {}\npasswd: {}"),
        ("no-variant", "version: 1.0.0"),
        ("invalid-version", "variant: fcos\nversion: 1.5"),
        ("unknown-version", "variant: flatcar\nversion: 1.2.0"),
        ("other-variant", "variant: openshift\nversion: 4.16.0"),
        ("unknown-key", head + "storage: {file: []}"),
        ("unchecked-keys", head + "storage:"),
        ("decimal-mode", head + "storage: {files: [{path: /a, mode: 644}]}"),
        (
            "too-many-sources",
            head + "storage: {files: [{path: /a, contents: {inline: a, source: \"data:,\"}}]}"
        ),
        (
            "unit-sources",
            head + "systemd: {units: [{name: a.service, contents: \"\", contents_local: a}]}"
        ),
        ("no-files-dir", head + "storage: {files: [{path: /a, contents: {local: a}}]}"),
        ("tree-without-local", head + "storage: {trees: [{path: /a}]}"),
        ("quadlet-extension", "variant: fcos\nversion: 1.8.0-experimental\nsystemd: {quadlets: [{name: a}]}"),
        (
            "quadlet-template",
            "variant: fcos\nversion: 1.8.0-experimental\nsystemd: {quadlets: [{name: a@1.pod, contents: x}]}"
        ),
        ("mount-without-format", head + "storage: {filesystems: [{device: /dev/a, with_mount_unit: true}]}"),
        (
            "mount-without-path",
            head + "storage: {filesystems: [{device: /dev/a, format: xfs, with_mount_unit: true}]}"
        ),
        (
            "mount-point",
            head + "storage: {filesystems: [{device: /dev/a, format: xfs, path: /x, with_mount_unit: true}]}"
        ),
        ("reuse-by-label", head + disk + "[{label: x}]}]}"),
        ("partition-number", head + disk + "[{label: root, number: 3, size_mib: 9000}]}]}"),
        ("root-too-small", head + disk + "[{label: root, number: 4, size_mib: 5}]}]}"),
        (
            "root-constrained",
            head + disk + "[{label: root, number: 4}, {label: x, number: 5, size_mib: 1}]}]}"
        ),
        ("boot-layout", head + "boot_device: {layout: arm}"),
        ("mirror-devices", head + "boot_device: {layout: x86_64, mirror: {devices: [/dev/sda]}}"),
        ("mirror-layout", head + "boot_device: {mirror: {devices: [/dev/sda, /dev/sdb]}}"),
        (
            "mirror-layout-missing",
            "variant: fcos\nversion: 1.7.0\nboot_device: {mirror: {devices: [/dev/sda, /dev/sdb]}}"
        ),
        (
            "mirror-on-s390x",
            head + "boot_device: {layout: s390x-virt, mirror: {devices: [/dev/sda, /dev/sdb]}}"
        ),
        ("boot-luks-device", head + "boot_device: {layout: s390x-eckd, luks: {device: /dev/sda}}"),
        ("boot-luks-method", "variant: fcos\nversion: 1.7.0\nboot_device: {luks: {device: /dev/sda}}"),
        ("boot-cex", head + "boot_device: {luks: {cex: {enabled: true}}}"),
        ("grub-user-name", head + "grub: {users: [{password_hash: a}]}"),
        ("grub-password", head + "grub: {users: [{name: a}]}"),
        (
            "clevis",
            "variant: flatcar\nversion: 1.1.0\n"
                + "storage: {luks: [{name: a, device: /dev/a, clevis: {tpm2: true}}]}"
        ),
        ("inlined-ignition", head + "ignition: {config: {merge: [{inline: \"{}\"}]}}"),
        (
            "inlined-ignition-version",
            head + "ignition: {config: {merge: [{inline: '{\"ignition\": {\"version\": \"3.0.0\"}}'}]}}"
        ),
    ]

    /// Those that need a folder of files.
    static let local: [(rule: String, text: String)] = [
        ("files-dir-escape", head + "storage: {files: [{path: /a, contents: {local: ../a}}]}"),
        ("local-missing", head + "storage: {files: [{path: /a, contents: {local: b}}]}"),
        ("tree-not-a-folder", head + "storage: {trees: [{local: keys}]}"),
        (
            "node-exists",
            head + "storage: {files: [{path: /etc/conf, contents: {inline: a}}], trees: [{local: tree}]}"
        ),
    ]

    private func rules(_ text: String, files: [String: ButaneFile]? = nil) -> [String] {
        ButaneDialect(files: files).check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded
        ).map(\.rule.id)
    }

    @Test("each rule is found", arguments: examples.indices) func found(_ index: Int) {
        let example = Self.examples[index]
        let found = rules(example.text)
        #expect(found.contains("butane/" + example.rule), "\(found)")
    }

    @Test("each rule about files is found", arguments: local.indices) func foundLocal(_ index: Int) {
        let example = Self.local[index]
        let found = rules(example.text, files: ButaneTranslationTests.files)
        #expect(found.contains("butane/" + example.rule), "\(found)")
    }

    @Test("ids are unique, and each has an example") func coverage() {
        let ids = ButaneDialect().rules.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set((Self.examples + Self.local).map { "butane/" + $0.rule }) == Set(ids))
    }

    @Test("--strict makes errors of warnings") func strict() {
        let document = ConfigDocument(file: "f", bytes: Array((Self.head + "x: 1").utf8))
        let (lax, strict) = (ButaneDialect(), ButaneDialect(isStrict: true))
        #expect(lax.check(document, delivery: .embedded).verdict(.validate) == .warn)
        #expect(strict.check(document, delivery: .embedded).verdict(.validate) == .reject)
    }

    @Test("an unknown key says which version has it") func hints() {
        let text =
            "variant: flatcar\nversion: 1.0.0\npasswd: {users: [{name: a, ssh_authorized_keys_local: [b]}]}\n"
        let found = ButaneDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .embedded)
        #expect(found.map(\.hint) == ["flatcar has it from version 1.1.0 on"])
        #expect(found.map { $0.position?.description } == ["f:3:28"])
    }

    @Test("random damage never crashes, and is told the same twice") func damage() {
        var generator = SplitMix(seed: 0x6275_7461_6e65)
        let texts = (Self.examples + Self.local).map(\.text)
        let long = [
            ButaneTranslationTests.local, ButaneTranslationTests.boot, ButaneTranslationTests.quadlets,
        ]
        for text in texts + long + long {
            for _ in 0..<25 {
                let document = ConfigDocument(file: "f", bytes: generator.damage(text))
                let files = ButaneTranslationTests.files
                #expect(ButaneConfig(document, files: files) == ButaneConfig(document, files: files))
            }
        }
    }
}
