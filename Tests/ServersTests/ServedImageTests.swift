import Recipes
import Servers
import TestSupport
import Testing

/// Which files there are, and which words are refused.
@Suite struct ServedImageTests {
    private func paths(_ image: ServedImage) throws -> [String] { try image.files().map(\.path) }

    private static let always = ["dhcp/dnsmasq-proxy.conf", "dhcp/dnsmasq.conf", "http/nginx.conf"]

    @Test func onlyWhatTheRootNeeds() throws {
        #expect(try paths(Samples.image(.ram)) == Self.always)
        #expect(try paths(Samples.image(.http)) == Self.always)
        #expect(
            try paths(Samples.image(.nbd)) == Self.always + ["nbd/nbd-server.conf", "nbd/nbdkit.service"])
        #expect(
            try paths(Samples.image(.nfs)) == Self.always + [
                "nfs/exports", "nfs/ganesha.conf", "nfs/unpack.sh",
            ])
        #expect(
            try paths(Samples.image(.iscsi)) == Self.always + ["iscsi/targets.conf", "iscsi/tgtadm.sh"])
    }

    /// A target that is the node's own, and the unit where tgt has its controller.
    @Test func nothingToServe() throws {
        var image = Samples.image(.iscsi)
        image.root.lun = 0
        #expect(try paths(image) == Self.always)
        image = Samples.image(.iscsi)
        image.root.file = nil
        #expect(try paths(image) == Self.always)
    }

    @Test(arguments: [
        "a b", "a\nb", "a#b", "a,b", "a$b", "a%s", "a\"b", "a'b", "a;b", "a=b", "a\\b", "-x", ".x", "", "ä",
        "../x",
        "a/../b", "x{y}", "x\u{0}y",
    ])
    func wordsThatCannotBeWritten(_ word: String) {
        for change: (inout RootDescription) -> Void in [
            { $0.name = word }, { $0.file = word }, { $0.export = word }, { $0.server = word },
        ] {
            var image = Samples.image(.nbd)
            change(&image.root)
            #expect(throws: ServerFault.self) { try image.files() }
        }
        var iscsi = Samples.image(.iscsi)
        iscsi.root.target = word
        #expect(throws: ServerFault.self) { try iscsi.files() }
        var nfs = Samples.image(.nfs)
        nfs.root.export = "/srv/\(word)"
        // The path that these two make is a folder of its own.
        if word != "-x", word != ".x", word != "" { #expect(throws: ServerFault.self) { try nfs.files() } }
        nfs.root.export = word
        #expect(throws: ServerFault.self) { try nfs.files() }
        var web = Samples.image(.http)
        web.bootURL = "http://10.0.0.1/\(word)/"
        if word != "-x", word != ".x", word != "" { #expect(throws: ServerFault.self) { try web.files() } }
        var places = ServerPlaces()
        places.images = "/srv/\(word)"
        if word != "-x", word != ".x" {
            #expect(throws: ServerFault.self) { try Samples.image(.ram).files(places) }
        }
    }

    @Test(arguments: [
        "http://user:secret@10.0.0.1/", "http://10.0.0.1:0/", "http://10.0.0.1:99999/", "http:///x/",
        "http://[::1]/",
        "http://10.0.0.1/a?b", "http://10.0.0.1/%41/",
    ])
    func addressesThatCannotBeWritten(_ url: String) {
        var image = Samples.image(.ram)
        image.bootURL = url
        #expect(throws: ServerFault.self) { try image.files() }
    }

    /// TFTP and the like have no server here; the web server then has its own path.
    @Test func otherSchemes() throws {
        var image = Samples.bareImage(.ram)
        image.bootURL = "tftp://10.0.0.1/kimage/"
        #expect(try image.text("http/nginx.conf").contains("listen 80;"))
    }

    @Test func messageIsEscaped() {
        var image = Samples.image(.nbd)
        image.root.export = "a\u{1b}[31mb"
        let fault = #expect(throws: ServerFault.self) { try image.files() }
        #expect(fault?.description.contains("a\\x1b[31mb") == true)
    }

    @Test func descriptionAsJSON() throws {
        var root = Samples.description(.nbd)
        root.bytes = 4096
        root.sha256 = String(repeating: "0a", count: 32)
        root.server = "10.0.0.1"
        let text = try root.json()
        #expect(try RootDescription(json: Array(text.utf8)) == root)
        try expectGolden(text, "root.json")
        root.rootHash = String(repeating: "0b", count: 32)
        root.hashOffset = 4096
        let verified = try root.json()
        #expect(verified.contains("\"rootHash\" : \"0b0b"))
        #expect(try RootDescription(json: Array(verified.utf8)) == root)
        #expect(throws: ServerFault.self) { try RootDescription(json: Array("{}".utf8)) }
        #expect(throws: ServerFault.self) {
            try RootDescription(json: Array(text.replacing("\"worker\"", with: "\"a b\"").utf8))
        }
        #expect(throws: ServerFault.self) {
            try RootDescription(json: Array(text.replacing("rootfs.squashfs", with: "../x").utf8))
        }
    }
}
