import FoundationEssentials
package import Recipes

/// `out/NAME/root.json`: what the root of an image is, for whoever serves it and for `kimage run --serve-root`.
///
/// What a node reads is `/kimage/root.conf` in the initrd; this says the same to the other side.
package struct RootDescription: Codable, Sendable, Equatable {
    /// Its name in the folder of an image.
    package static let fileName = "root.json"

    /// The image's name, which is the name of its folder below `out/`.
    package var name: String
    package var architecture: Architecture
    package var type: RootType
    package var format: RootFormat
    /// The image of the root, a name in the folder; of an nfs root the squashfs that its server unpacks. nil where
    /// nothing in the folder is served: a root in RAM, a target that is the node's own.
    package var file: String?
    /// Who serves it, as the recipe names it; nil: whoever answers DHCP.
    package var server: String?
    /// Of nbd, nfs and iscsi; nil: the protocol's own.
    package var port: Int?
    /// The name of an NBD export, or the absolute path of an NFS export.
    package var export: String?
    /// The name of an iSCSI target.
    package var target: String?
    /// The unit of the iSCSI target.
    package var lun: Int?
    /// The node's own name for iSCSI.
    package var initiator: String?
    /// Where a node fetches the image of an http root.
    package var url: String?
    /// Of NFS: 3, 4.0, 4.1 or 4.2.
    package var version: String?
    /// Further options of the NFS mount.
    package var options: String?
    /// The beginning of the kernel argument that takes the address of an http root where the system's own initramfs
    /// fetches it: `coreos.live.rootfs_url=`, `root=live:`. nil: stage one does, and reads `kimage.url=`.
    package var urlArgument: String?
    /// Bytes of `file`.
    package var bytes: UInt64?
    /// SHA-256 of `file`, hexadecimal.
    package var sha256: String?
    /// The root hash of dm-verity, hexadecimal, where the nodes verify `file` block by block.
    package var rootHash: String?
    /// Bytes of `file` before its hash tree: `veritysetup verify FILE FILE ROOTHASH --hash-offset=` these checks it.
    package var hashOffset: UInt64?

    package init(name: String, architecture: Architecture, type: RootType, format: RootFormat) {
        self.name = name
        self.architecture = architecture
        self.type = type
        self.format = format
    }

    /// Reads what `json()` wrote.
    ///
    /// - Throws: `ServerFault.unreadable`, and where a word in it is none that servers' files may hold.
    package init(json bytes: [UInt8]) throws(ServerFault) {
        do {
            self = try JSONDecoder().decode(RootDescription.self, from: Data(bytes))
        } catch {
            throw .unreadable(Self.fileName, reason: "it is not the JSON that kimage writes there")
        }
        try check()
    }

    /// The file's text: keys sorted, absent values left out.
    ///
    /// - Throws: `ServerFault` where a word in it is none that servers' files may hold.
    package func json() throws(ServerFault) -> String {
        try check()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            throw .unreadable(Self.fileName, reason: "it cannot be put into JSON")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// Whether every word can stand in the files of all servers.
    func check() throws(ServerFault) {
        try ServerWord.check(name, .name, "the image's name")
        if let file { try ServerWord.check(file, .name, "the name of the root's image") }
        if let server { try ServerWord.check(server, .host, "the server's name") }
        if let export {
            try ServerWord.check(export, type == .nfs ? .path : .export, "the name of the export")
        }
        if let target { try ServerWord.check(target, .iscsiName, "the name of the target") }
        if let initiator { try ServerWord.check(initiator, .iscsiName, "the name of the initiator") }
        if let port, !(1...65_535).contains(port) { throw .word("the port", "\(port)", "1 to 65535") }
        if let lun, !(0...255).contains(lun) { throw .word("the unit of the target", "\(lun)", "0 to 255") }
        if let version, !["3", "4.0", "4.1", "4.2"].contains(version) {
            throw .word("the version of NFS", version, "3, 4.0, 4.1 or 4.2")
        }
    }
}
