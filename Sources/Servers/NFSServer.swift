/// The two servers of an NFS root, and what unpacks it for them.
package struct NFSServer: Sendable, Equatable {
    /// The protocol's port (RFC 7530, 3.1).
    package static let defaultPort = 2049

    private let image: ServedImage
    private let places: ServerPlaces
    private let path: String
    private let port: Int
    private let export: String
    private let isVersion3: Bool

    /// nil where the image has nothing to serve by NFS.
    package init?(_ image: ServedImage, _ places: ServerPlaces) {
        guard image.root.type == .nfs, let path = image.rootPath(places) else { return nil }
        self.image = image
        self.places = places
        self.path = path
        port = image.root.port ?? Self.defaultPort
        export = image.root.export ?? "/srv/kimage/\(image.root.name)"
        isVersion3 = image.root.version == "3"
    }

    var files: [ServerConfiguration] {
        [
            ServerConfiguration(
                path: "nfs/unpack.sh",
                text: UnpackScript.text(name: image.root.name, image: path, folder: export),
                note: "unpacks the root into the exported folder, as root, in place of the one before",
                isExecutable: true),
            ServerConfiguration(
                path: "nfs/exports", text: exports, note: "the export for the kernel's NFS server, read-only"),
            ServerConfiguration(
                path: "nfs/ganesha.conf", text: ganesha, note: "the configuration of nfs-ganesha for the same"
            ),
        ]
    }

    private var exports: String {
        let portRemark =
            port == Self.defaultPort
            ? [] : ["The recipe names port \(port): set port=\(port) in section [nfsd] of /etc/nfs.conf."]
        return FileHeader.text(
            "The root of image \(image.root.name) by NFS, for the kernel's server.",
            tested: "Linux 6.1 and nfs-utils 2.6.2 of Debian 12",
            start: [
                "sh unpack.sh",
                "install -D -m 644 exports /etc/exports.d/kimage-\(image.root.name).exports",
                "exportfs -ra",
            ],
            remarks: [
                "Nothing is writable. Everybody may mount it: replace the asterisk by the nodes' network. Root of a "
                    + "node reads as root, or it could not read its own files: the tree must hold no secrets, and the "
                    + "one that kimage makes holds the base alone."
            ] + portRemark)
            // A number of our own: a folder on tmpfs, overlayfs or btrfs has none that stays (exports(5), fsid=).
            + "\(export) *(ro,sync,no_subtree_check,no_root_squash,sec=sys,fsid=\(identity))\n"
    }

    /// 128 bits of the export's path, in the form of a UUID.
    private var identity: String {
        var words: [UInt64] = []
        for seed: UInt64 in [0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f] {
            // FNV-1a.
            words.append(export.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        }
        let digits = words.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
        var rest = Substring(digits)
        return [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }

    private var ganesha: String {
        let known = image.bindAddress(places)
        let bind = known.map { "    Bind_addr = \($0);\n" } ?? ""
        let text = """
            NFS_CORE_PARAM {
                NFS_Port = \(port);
                MNT_Port = \(places.mountPort);
            \(bind)\
                Protocols = \(isVersion3 ? 3 : 4);
                # Version 3 mounts by the name that version 4 has, not by the folder's.
                mount_path_pseudo = true;
                Enable_NLM = false;
                Enable_RQUOTA = false;
                Enable_UDP = false;
            }

            NFS_KRB5 {
                Active_krb5 = false;
            }

            NFSV4 {
                # Nothing is locked or written, so that nothing needs to be claimed again after a restart.
                Graceless = true;
                Minor_Versions = 0, 1, 2;
                # With names in place of numbers every file would belong to nobody: a node has no idmapd so early.
                Only_Numeric_Owners = true;
                RecoveryRoot = "\(places.ganeshaState)";
            }

            EXPORT {
                Export_Id = 1;
                Path = "\(places.tree ?? export)";
                Pseudo = "\(export)";
                Access_Type = RO;
                Squash = No_Root_Squash;
                SecType = sys;
                Protocols = \(isVersion3 ? 3 : 4);
                Transports = TCP;
                PrivilegedPort = false;
                FSAL {
                    Name = VFS;
                }
            }

            """
        return ganeshaHeader + text
    }

    private var ganeshaHeader: String {
        var remarks = [
            "Nothing is writable. \(image.bindRemark(places)) Everybody who reaches it may mount it. Root of a node "
                + "reads as root, or it could not read its own files: the tree must hold no secrets, and the one "
                + "that kimage makes holds the base alone.",
            "The folder must lie on a file system that has handles for files (ext4, xfs, btrfs, tmpfs; not overlayfs): "
                + "ganesha only logs that it cannot export another, and nodes find nothing.",
        ]
        if isVersion3 {
            remarks.append(
                "Version 3 needs rpcbind to run when this starts; nodes need not reach it (mountport=).")
        }
        return FileHeader.text(
            "The root of image \(image.root.name) by NFS, for nfs-ganesha.",
            tested: "nfs-ganesha and nfs-ganesha-vfs 4.3 of Debian 12",
            start: [
                "sh unpack.sh",
                "ganesha.nfsd -F -f ganesha.conf -p \(places.run)/kimage-ganesha.pid -L STDERR",
                "or: install -m 644 ganesha.conf /etc/ganesha/ganesha.conf; systemctl restart nfs-ganesha",
            ],
            remarks: remarks)
    }
}
