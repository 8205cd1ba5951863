import Encodings
import Provisioning
import Testing

@testable import Dialects

@Suite("User-data that cloud-init takes apart")
struct CloudInitUserDataTests {
    private static func told(_ text: String) throws -> [String] {
        UserDataFixture.told(try CloudInitDialect(), text)
    }

    @Test("what gzip holds is checked, by the lines of the unpacked text")
    func gzip() throws {
        let bytes = try UserDataFixture.gzip("#cloud-config\nhostname: a\nhostnam: b\n")
        let dialect = try CloudInitDialect()
        #expect(
            UserDataFixture.told(dialect, bytes) == ["cloud-init/wrapped 1:1", "cloud-init/unknown-key 3:1"])
        let message = try UserDataFixture.gzip(
            UserDataFixture.message([("text/cloud-config", nil, "#cloud-config\nhostnam: b")]))
        #expect(
            UserDataFixture.told(dialect, message) == [
                "cloud-init/wrapped 1:1", "cloud-init/unknown-key 8:1",
            ])
    }

    @Test("gzip that cannot be unpacked is lost, and one that unpacks to gigabytes is not looked into")
    func hostileGzip() throws {
        let dialect = try CloudInitDialect()
        var bytes = try UserDataFixture.gzip("#cloud-config\nhostname: a\n")
        bytes[bytes.count - 6] ^= 1
        #expect(
            UserDataFixture.told(dialect, bytes) == ["cloud-init/wrapped 1:1", "cloud-init/gzip-damaged 1:1"])
        let bomb = try UserDataFixture.gzip(
            "#cloud-config\n" + String(repeating: "# nothing at all stands here\n", count: 700_000))
        #expect(bomb.count < 200_000)
        #expect(
            UserDataFixture.told(dialect, bomb) == [
                "cloud-init/wrapped 1:1", "cloud-init/not-looked-into 1:1",
            ])
    }

    @Test(
        "a message: plain parts by their own lines, encoded ones at their place, keys that replace earlier ones"
    )
    func message() throws {
        let text = UserDataFixture.message([
            ("text/cloud-config", nil, "#cloud-config\nhostnam: a\nruncmd: [ls]"),
            ("text/x-shellscript", "base64", UserDataFixture.base64("#!/bin/sh\ntrue\n")),
            ("text/cloud-config", "base64", UserDataFixture.base64("runcmd: [ls]\nlocale: false\n")),
            ("text/plain", "quoted-printable", "#cloud-config\nhostname: =61=\n\nhostnme: b"),
        ])
        #expect(
            try Self.told(text) == [
                "cloud-init/wrapped 1:1", "cloud-init/unknown-key 8:1", "cloud-init/locale-false 16:1",
                "cloud-init/part-replaces 16:1", "cloud-init/unknown-key 21:1",
            ])
        let first = try CloudInitDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .userData)[0]
        #expect(
            first.message
                == "this is a MIME message of 4 parts (cloud-config, script, cloud-config, cloud-config)")
    }

    @Test("a later part that says how it merges replaces nothing")
    func merging() throws {
        let text = UserDataFixture.message([
            ("text/cloud-config", nil, "#cloud-config\nruncmd: [a]"),
            ("text/cloud-config", nil, "#cloud-config\nmerge_how: 'list(append)'\nruncmd: [b]"),
        ])
        #expect(try Self.told(text) == ["cloud-init/wrapped 1:1"])
    }

    @Test("compressed parts, parts of unknown types, parts that are not what they say")
    func parts() throws {
        let packed = Base64.encode(try UserDataFixture.gzip("#cloud-config\nhostnam: a\n"))
        let text = UserDataFixture.message([
            ("application/gzip", "base64", packed), ("application/gzip", "base64", "AAAA"),
            ("application/x-thing", nil, "x"), ("text/cloud-config", "base64", "?"),
            ("text/plain", nil, "#include\nhttp://192.0.2.1/a"),
        ])
        #expect(
            try Self.told(text) == [
                "cloud-init/wrapped 1:1", "cloud-init/unknown-key 5:1", "cloud-init/part-damaged 10:1",
                "cloud-init/part-ignored 17:1", "cloud-init/part-damaged 19:1", "cloud-init/fetched 26:1",
            ])
    }

    @Test("messages that are not well formed")
    func broken() throws {
        let noBoundary = "MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--x\n"
        #expect(try Self.told(noBoundary) == ["cloud-init/wrapped 1:1", "cloud-init/message-broken 1:1"])
        let open = UserDataFixture.message([("text/cloud-config", nil, "#cloud-config\nhostname: a")])
            .replacing(
                "--=B=--\n", with: "")
        #expect(try Self.told(open) == ["cloud-init/wrapped 1:1", "cloud-init/message-broken 1:1"])
        #expect(
            try Self.told("Content-Type: multipart/mixed; boundary=x\n\n--x--\n") == [
                "cloud-init/message-version 1:1"
            ])
        var nested = "x"
        for index in 0..<40 {
            nested =
                "Content-Type: multipart/mixed; boundary=b\(index)\nMIME-Version: 1.0\n\n--b\(index)\n\(nested)\n--b\(index)--\n"
        }
        #expect(try Self.told(nested).contains { $0.hasPrefix("cloud-init/message-broken") })
    }

    @Test("an archive: blocks by their own lines and columns, folded texts at their place")
    func archive() throws {
        let text = """
            #cloud-config-archive
            - type: text/cloud-config
              content: |
                #cloud-config
                hostname: a
                hostnam: b
            - "#cloud-config\\nlocale: false\\n"
            - type: text/x-include-url
              content: http://192.0.2.1/a
            - filename: x
            """
        #expect(
            try Self.told(text) == [
                "cloud-init/other-form 1:1", "cloud-init/unknown-key 6:5", "cloud-init/locale-false 7:3",
                "cloud-init/part-ignored 9:12", "cloud-init/archive-form 10:3",
            ])
        #expect(
            try Self.told("#cloud-config-archive\na: b\n") == [
                "cloud-init/other-form 1:1", "cloud-init/archive-form 1:1",
            ])
    }

    @Test("a template: what depends on the node is not told, the rest is")
    func template() throws {
        let text =
            "## template: jinja\n#cloud-config\nhostname: {{ v1.name }}\nhostnam: b\n{% if a %}\nlocale: {{ x }}\n{% endif %}\n"
        #expect(try Self.told(text) == ["cloud-init/wrapped 1:1", "cloud-init/unknown-key 4:1"])
        #expect(
            try Self.told("## template: jinja\nhostname: a\n") == [
                "cloud-init/wrapped 1:1", "cloud-init/template-kind 2:1",
            ])
        #expect(JinjaText(Array("a {# b\nc #} d".utf8)).bytes == Array("a \n d".utf8))
    }

    @Test("addresses are named, and nothing is fetched")
    func include() throws {
        let text = "#include\nhttp://192.0.2.1/a\n# no\n#include-once http://192.0.2.1/b\n"
        let found = try CloudInitDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .userData)
        #expect(found.map(\.rule.id) == ["cloud-init/other-form", "cloud-init/fetched"])
        #expect(found[1].message.hasSuffix("2 addresses at boot: http://192.0.2.1/a, http://192.0.2.1/b"))
    }

    @Test("what a validator never sees has no verdict of it")
    func verdicts() throws {
        let text = "#cloud-config-archive\n- content: |\n    #cloud-config\n    hostname: {a: b}\n"
        let found = try CloudInitDialect(.v25_1).check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .userData)
        #expect(found.verdict(.validate) == .warn && found.contains { $0.rule.isError })
    }

    @Test("a cloud-config that writes a message stays a cloud-config")
    func quoted() throws {
        let text = "#cloud-config\nwrite_files:\n- path: /a\n  content: |\n    MIME-Version: 1.0\n"
        #expect(try Self.told(text).isEmpty)
    }
}
