import Initramfs
import Provisioning
import Testing

@testable import Dialects

@Suite("User-data that RancherOS, Container Linux and Flatcar take")
struct OtherUserDataTests {
    private static let rancher = RancherOSDialect(version: "1.5.8", isBurmilla: false)

    @Test("gzip is unpacked once, and what is in it is judged")
    func gzip() throws {
        let packed = try UserDataFixture.gzip("#cloud-config\nhostname: a\nhostnam: b\n")
        #expect(
            UserDataFixture.told(Self.rancher, packed) == [
                "rancheros/compressed 1:1", "rancheros/unknown-key 3:1",
            ])
        #expect(
            UserDataFixture.told(CoreOSCloudInitDialect(), packed)
                == ["coreos-cloudinit/gzip 1:1", "coreos-cloudinit/unknown-key 3:1"])
        #expect(
            UserDataFixture.told(FlatcarUserData(release: 4230), packed)
                == ["coreos-cloudinit/gzip 1:1", "coreos-cloudinit/unknown-key 3:1"])
        let headless = try UserDataFixture.gzip("hostname: a\n")
        #expect(
            UserDataFixture.told(Self.rancher, headless) == [
                "rancheros/compressed 1:1", "rancheros/header-missing 1:1",
            ])
        for dialect in [Self.rancher, CoreOSCloudInitDialect()] as [any Dialect] {
            let found = dialect.check(
                ConfigDocument(file: "f", bytes: Array(packed.dropLast(3))), delivery: .userData)
            #expect(found.count == 1 && found[0].rule.isError)
        }
    }

    @Test(
        "forms that they do not take",
        arguments: [
            "Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0\n\n--x--\n",
            "#cloud-config-archive\n- content: x\n", "#include\nhttp://192.0.2.1\n",
            "#cloud-boothook\n#!/bin/sh\n",
            "## template: jinja\n#cloud-config\nhostname: a\n", "#part-handler\n",
        ])
    func refused(text: String) {
        #expect(UserDataFixture.told(Self.rancher, text) == ["rancheros/header-unknown 1:1"])
        let found = CoreOSCloudInitDialect().check(
            ConfigDocument(file: "f", bytes: Array(text.utf8)), delivery: .userData)
        #expect(
            found.first?.rule.id == "coreos-cloudinit/header"
                && found.first?.hint?.contains("takes no") == true)
    }

    @Test("Flatcar takes messages from 3637 on, and all of one or nothing")
    func message() {
        let text = UserDataFixture.message([
            ("text/cloud-config", nil, "#cloud-config\nhostnam: a"),
            ("text/cloud-config", "base64", UserDataFixture.base64("hostname: b\nruncmd: [a]\n")),
            ("text/x-shellscript", nil, "echo"), ("text/plain", nil, "x"),
            ("text/x-shellscript", nil, "#!/bin/sh"),
        ])
        #expect(
            UserDataFixture.told(FlatcarUserData(release: 4230), text) == [
                "flatcar/message 1:1", "coreos-cloudinit/unknown-key 8:1",
                "coreos-cloudinit/foreign-key 10:1",
                "flatcar/message-broken 17:1", "flatcar/part-ignored 21:1",
            ])
        #expect(UserDataFixture.told(FlatcarUserData(release: 3602), text) == ["flatcar/message-too-old 1:1"])
        let open = text.replacing("--=B=--\n", with: "")
        #expect(
            UserDataFixture.told(FlatcarUserData(release: 4230), open).contains("flatcar/message-broken 1:1"))
    }

    @Test("Flatcar takes no hyphens in keys from 3913 on")
    func hyphens() throws {
        let text = "#cloud-config\nssh-authorized-keys: []\ncoreos:\n  update:\n    reboot-strategy: off\n"
        let rules = ["flatcar/hyphen-key 2:1", "flatcar/hyphen-key 5:5"]
        #expect(UserDataFixture.told(FlatcarUserData(release: 3913), text) == rules)
        #expect(UserDataFixture.told(FlatcarUserData(release: 3874), text).isEmpty)
        #expect(
            UserDataFixture.told(FlatcarUserData(release: 3913), try UserDataFixture.gzip(text))
                == ["coreos-cloudinit/gzip 1:1"] + rules)
        #expect(FlatcarUserData(release: 4230).title(for: .userData) == "coreos-cloudinit (Flatcar 4230)")
    }

    @Test("gunzip: names, comments, several members; damage and limits are errors")
    func gunzip() throws {
        let one = try UserDataFixture.gzip("one\n")
        let two = try UserDataFixture.gzip("two\n")
        #expect(try Gunzip.contents(of: one + two, limit: 100) == Array("one\ntwo\n".utf8))
        var named = one
        named[3] = 0x1c
        named.insert(contentsOf: [2, 0, 9, 9] + Array("name\0comment\0".utf8), at: 10)
        #expect(try Gunzip.contents(of: named, limit: 100) == Array("one\n".utf8))
        #expect(throws: Gunzip.Fault.tooLong(3)) { try Gunzip.contents(of: one, limit: 3) }
        for count in 0..<named.count {
            #expect(throws: Gunzip.Fault.self) {
                try Gunzip.contents(of: Array(named.prefix(count)), limit: 100)
            }
        }
        #expect(throws: Gunzip.Fault.self) { try Gunzip.contents(of: one + [1], limit: 100) }
    }
}
