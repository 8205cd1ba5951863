import Testing

@testable import Recipes

struct RootTests {
    private static let head = "[base]\nos = \"debian\"\n\n[root]\n"

    private static func root(_ text: String) throws -> RootSection {
        try #require(try Fixture.read(text: head + text).recipe.root)
    }

    @Test func everyKeyOfAnNFSRoot() throws {
        let root = try Self.root(
            """
            type = "nfs"
            server = "10.0.0.1"
            port = 2050
            export = "/srv/kimage/worker"
            version = "4.1"
            options = "rsize=1048576"
            size = "50%"
            stores = ["/var/lib/docker"]
            drivers = ["virtio_net"]
            debug = true

            [[root.persist]]
            path = "/var/lib/kubelet"
            nfs = "10.0.0.1:/srv/state"

            [[root.persist]]
            path = "/srv/data"
            label = "STATE"
            type = "ext4"
            options = "noatime"
            """)
        #expect(root.type.value == .nfs)
        #expect(root.server?.value == "10.0.0.1" && root.port?.value == 2050)
        #expect(root.export?.value == "/srv/kimage/worker" && root.version?.value == "4.1")
        #expect(root.options?.value == "rsize=1048576" && root.size?.value == "50%" && root.isDebug)
        #expect(root.stores?.map(\.value) == ["/var/lib/docker"])
        #expect(root.drivers?.map(\.value) == ["virtio_net"])
        #expect(root.persist.map(\.path.value) == ["/var/lib/kubelet", "/srv/data"])
        #expect(root.persist.map(\.place) == [.nfs("10.0.0.1:/srv/state"), .label("STATE")])
        #expect(root.persist.map(\.fileSystem) == [nil, "ext4"])
        #expect(root.persist.map(\.options) == [nil, "noatime"])
    }

    @Test(arguments: ["digest", "verity", "off"])
    func everyWayToVerify(_ word: String) throws {
        for type in ["nbd", "iscsi"] {
            #expect(try Self.root("type = \"\(type)\"\nverify = \"\(word)\"\n").verify?.value == word)
        }
    }

    @Test(arguments: RootType.allCases)
    func everyTypeHasItsFormats(_ type: RootType) throws {
        for format in RootFormat.allCases {
            let text = "type = \"\(type.rawValue)\"\nformat = \"\(format.rawValue)\"\n"
            if type.formats.contains(format) {
                #expect(try Self.root(text).format?.value == format)
            } else {
                #expect(
                    Fixture.findings(Self.head + text).first
                        == "recipes/test.toml:6:10: error: root.format: a root of type \"\(type.rawValue)\" cannot be "
                        + "\"\(format.rawValue)\"; possible are "
                        + type.formats.map(\.rawValue).joined(separator: ", "))
            }
        }
    }

    @Test(arguments: [
        (
            "type = \"ram\"\nserver = \"10.0.0.1\"",
            "6:1: error: root.server says nothing of a root of type \"ram\"; it is for nfs, nbd, iscsi"
        ),
        (
            "type = \"nbd\"\nversion = \"3\"",
            "6:1: error: root.version says nothing of a root of type \"nbd\"; it is for nfs"
        ),
        (
            "type = \"nfs\"\nexport = \"worker\"",
            "6:10: error: root.export: the export of an NFS server is an absolute path; for example \"/srv/kimage\""
        ),
        (
            "type = \"nfs\"\nverify = \"digest\"",
            "6:10: error: root.verify: there is no image that could be verified; the files of an NFS export can change at "
                + "any time; leave it out"
        ),
        (
            "type = \"nfs\"\nverify = \"verity\"",
            "6:10: error: root.verify: there is no image that could be verified; the files of an NFS export can change at "
                + "any time; leave it out"
        ),
        (
            "type = \"ram\"\nverify = \"verity\"",
            "6:10: error: root.verify: there is no image that could be verified; leave it out, or take verify = "
                + "\"digest\" with format = \"squashfs\" or \"erofs\""
        ),
        (
            "type = \"ram\"\nformat = \"cpio\"\nverify = \"verity\"",
            "7:10: error: root.verify: there is no image that could be verified; leave it out, or take verify = "
                + "\"digest\" with format = \"squashfs\" or \"erofs\""
        ),
        (
            "type = \"nbd\"\nverify = \"merkle\"",
            "6:10: error: root.verify: \"merkle\" is not one of digest, verity, off"
        ),
        (
            "type = \"nbd\"\nstores = [\"/a\", \"/a\"]",
            "6:17: error: \"/a\" is a mount of its own already, at recipes/test.toml:6:11"
        ),
        (
            "type = \"nbd\"\n[[root.persist]]\npath = \"/a\"\nnfs = \"s:/x\"\ntype = \"ext4\"",
            "9:1: error: root.persist.type is for a disk of the node; take it out: the server chooses its file system"
        ),
        (
            "type = \"nbd\"\n[[root.persist]]\npath = \"/a\"",
            "6:1: error: [[root.persist]] needs one of \"nfs\" and \"label\""
        ),
    ])
    func faults(_ text: String, _ expected: String) {
        #expect(Fixture.findings(Self.head + text) == ["recipes/test.toml:" + expected])
    }
}
