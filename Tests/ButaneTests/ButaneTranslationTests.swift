import Provisioning
import Recipes
import TestSupport
import Testing

@testable import Butane

/// What configurations become; the golden files are what butane 0.29 and ct write, save that contents stay
/// plain.
struct ButaneTranslationTests {
    static let files: [String: ButaneFile] = [
        "keys": .file(Array("k1\r\n\nk2\n".utf8), isExecutable: false),
        "unit": .file(Array("[Unit]\n".utf8), isExecutable: false),
        "tree/etc/conf": .file(Array("a b\n".utf8), isExecutable: false),
        "tree/bin/run": .file(Array("#!/bin/sh\n".utf8), isExecutable: true),
        "tree/bin/link": .link("../etc/conf"),
    ]

    static let local = """
        variant: fcos
        version: 1.7.0
        passwd:
          users:
            - name: core
              ssh_authorized_keys: [k0]
              ssh_authorized_keys_local: [keys]
        storage:
          files:
            - path: /opt/etc/conf
              mode: 0600
            - path: /a
              contents: {local: unit}
          trees:
            - local: tree
              path: /opt
              user: {name: u}
              dir_mode: 0700
        systemd:
          units:
            - name: a.service
              contents_local: unit
              dropins:
                - name: a.conf
                  contents_local: ./x/../unit
        """

    static let boot = """
        variant: fcos
        version: 1.5.0
        boot_device:
          layout: aarch64
          luks: {tpm2: true, threshold: 1, discard: false}
          mirror: {devices: [/dev/sda, /dev/sdb]}
        grub:
          users: [{name: root, password_hash: h}]
        storage:
          luks: [{name: x, device: /dev/sdc, clevis: {tang: [{url: "http://t", thumbprint: p}]}}]
          filesystems:
            - device: /dev/mapper/x
              path: /var/lib/my-data
              format: ext4
              mount_options: [ro]
              with_mount_unit: true
            - {device: /dev/sdd, format: swap, with_mount_unit: true}
        systemd:
          units:
            - {name: var-lib-my\\x2ddata.mount, enabled: false}
        """

    static let quadlets = """
        variant: fcos
        version: 1.8.0-experimental
        systemd:
          quadlets:
            - name: web.container
              rootful: true
              contents: "[Container]"
              dropins: [{name: 10-a.conf, contents: "[Service]"}]
            - {name: web@1.container}
        """

    static let legacy = """
        storage:
          disks:
            - device: /dev/sda
              partitions: [{number: 1, size: 1MiB, start: 2MiB, type_guid: swap_partition}]
          files:
            - path: /etc/motd
              mode: 0644
              contents: {inline: "hello"}
          directories: [{path: /opt/d, mode: 0755}]
        systemd:
          units: [{name: a.service, mask: true}]
        update: {group: Stable, server: "https://x"}
        locksmith: {reboot_strategy: "off", window_start: "Thu 04:00", window_length: 1h30m}
        docker: {flags: ["--registry-mirror=http://m:5000", --debug]}
        flannel:
          version: 0.7.0
          network_config: '{"Network": "10.1.0.0/16"}'
          etcd_endpoints: "http://e:2379"
        """

    private func document(_ text: String) -> ConfigDocument {
        ConfigDocument(file: "f", bytes: Array(text.utf8))
    }

    @Test("local files, keys, units and trees") func localFiles() throws {
        let json = try ButaneConfig.ignition(of: document(Self.local), files: Self.files)
        try expectGolden(JSONWriter.text(json, indented: true), "local.json")
    }

    @Test("the boot device, GRUB and mount units") func bootDevice() throws {
        let json = try ButaneConfig.ignition(of: document(Self.boot))
        try expectGolden(JSONWriter.text(json, indented: true), "boot.json")
    }

    @Test("quadlets") func quadletFiles() throws {
        let json = try ButaneConfig.ignition(of: document(Self.quadlets))
        try expectGolden(JSONWriter.text(json, indented: true), "quadlets.json")
    }

    @Test("a Container Linux Config") func containerLinux() throws {
        let json = try ContainerLinuxConfig.ignition(of: document(Self.legacy))
        try expectGolden(JSONWriter.text(json, indented: true), "legacy.json")
    }

    @Test("values have the places of the YAML") func positions() throws {
        let json = try ButaneConfig.ignition(of: document(Self.local), files: Self.files)
        let file = json["storage"]?["files"]?.items?.first
        #expect(file?["mode"]?.position == SourcePosition(file: "f", line: 11, column: 13))
        #expect(
            json["passwd"]?["users"]?.items?.first?["sshAuthorizedKeys"]?.items?.last?.position?.line == 7)
    }

    @Test("findings of Ignition have the places of the YAML") func findings() {
        let text = "variant: flatcar\nversion: 1.0.0\nsystemd:\n  units:\n    - name: bad\n"
        let found = ButaneDialect().check(document(text), delivery: .embedded)
        #expect(found.map { $0.position?.description } == ["f:5:13"])
        #expect(throws: Diagnostics.self) { try ButaneConfig.ignition(of: document(text)) }
    }

    @Test("every version makes its version of Ignition", arguments: ButaneLanguage.all.indices)
    func versions(_ index: Int) throws {
        let language = ButaneLanguage.all[index]
        let text = "variant: \(language.variant)\nversion: \(language.version)\n"
        let json = try ButaneConfig.ignition(of: document(text))
        #expect(json["ignition"]?["version"]?.text == language.ignition.description)
    }

    @Test("names of mount units") func unitNames() {
        #expect(UnitNames.escaped(path: "/var//lib/my-data/") == "var-lib-my\\x2ddata")
        #expect(UnitNames.escaped(path: "/.a/.b") == "\\x2ea-.b")
        #expect(UnitNames.escaped(path: "/") == "-")
    }

    @Test("modes that look decimal") func modes() {
        for mode in [644, 755, 600, 1777] {
            #expect(ButaneMode.looksDecimal(mode, folder: mode == 1777), "\(mode)")
        }
        for mode in [0o644, 0o755, 0o600, 0, 999, 88, -1, 7778] {
            #expect(!ButaneMode.looksDecimal(mode, folder: false), "\(mode)")
        }
    }

    @Test("sizes and times of ct") func units() {
        #expect(LegacyUnits.bytes("1MiB512KiB") == 1_572_864)
        #expect(LegacyUnits.bytes("2GB") == 2_147_483_648)
        #expect(LegacyUnits.bytes("1.5KiB") == 1536)
        #expect(LegacyUnits.bytes("0") == 0)
        for bad in ["", "5", "1MiBx", "1..5KiB", "KiB", "-"] {
            #expect(LegacyUnits.bytes(bad) == nil, "\(bad)")
        }
        #expect(
            LegacyUnits.isDuration("1h30m") && !LegacyUnits.isDuration("1d") && !LegacyUnits.isDuration("5"))
        #expect(LegacyUnits.isTime("4:00") && !LegacyUnits.isTime("24:00") && !LegacyUnits.isTime("4:0"))
    }
}
