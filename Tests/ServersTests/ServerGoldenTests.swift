import Recipes
import Servers
import TestSupport
import Testing

/// The text of every file, for a recipe that names its server and for one that does not.
@Suite struct ServerGoldenTests {
    private func check(_ image: ServedImage, _ name: String) throws {
        let files = try image.files()
        let text = files.map {
            "==> \($0.path)\($0.isExecutable ? " (executable)" : "")\n# note: \($0.note)\n\($0.text)"
        }
        try expectGolden(text.joined(separator: "\n"), "\(name).txt")
    }

    @Test(arguments: RootType.allCases) func named(_ type: RootType) throws {
        try check(Samples.image(type), type.rawValue)
    }

    @Test(arguments: RootType.allCases) func bare(_ type: RootType) throws {
        try check(Samples.bareImage(type), "\(type.rawValue)-bare")
    }

    @Test func nfsOfVersion3() throws {
        try check(Samples.image(.nfs, version: "3"), "nfs-3")
    }

    /// Port, name, server by name, TLS and another place of the root; a processor that has no BIOS.
    @Test func everythingElse() throws {
        var root = Samples.description(.http)
        root.architecture = .aarch64
        root.server = "boot.example.org"
        root.url = "http://10.0.0.2:8080/roots/a+b.squashfs"
        try check(ServedImage(root: root, bootURL: "https://boot.example.org/"), "http-elsewhere")
        root = Samples.description(.nbd)
        root.port = 10_900
        root.export = "roots/worker@1"
        try check(ServedImage(root: root, menus: ["pxelinux", "grub"]), "nbd-port")
        root = Samples.description(.iscsi)
        root.port = 3261
        root.server = "10.0.0.1"
        root.lun = 7
        try check(ServedImage(root: root), "iscsi-port")
    }
}
