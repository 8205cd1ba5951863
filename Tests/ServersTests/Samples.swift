import Recipes
import Servers

/// Images as recipes describe them.
enum Samples {
    /// With a server and an address.
    static func image(_ type: RootType, version: String? = nil) -> ServedImage {
        var root = description(type)
        root.server = "10.0.0.1"
        root.version = version
        if type == .http { root.url = "http://10.0.0.1/kimage/worker/rootfs.squashfs" }
        return ServedImage(
            root: root, bootURL: "http://10.0.0.1/kimage/", menus: ["ipxe", "pxelinux", "grub"])
    }

    /// Without: the server is whoever answers DHCP.
    static func bareImage(_ type: RootType, version: String? = nil) -> ServedImage {
        var root = description(type)
        root.version = version
        return ServedImage(root: root)
    }

    static func description(_ type: RootType) -> RootDescription {
        var root = RootDescription(
            name: "worker", architecture: .x86_64, type: type,
            format: type == .nfs ? .tree : type == .ram ? .archive : .squashfs)
        if type != .ram { root.file = "rootfs.squashfs" }
        switch type {
        case .ram, .http: break
        case .nbd: root.export = "worker"
        case .nfs:
            root.export = "/srv/kimage/worker"
            root.version = "4.2"
        case .iscsi:
            root.target = "iqn.2026-01.org.kimage:worker"
            root.lun = 1
        }
        return root
    }
}

extension ServedImage {
    /// The text of one file.
    func text(_ path: String, _ places: ServerPlaces = ServerPlaces()) throws -> String {
        struct Missing: Error {}
        guard let file = try files(places).first(where: { $0.path == path }) else { throw Missing() }
        return file.text
    }
}
