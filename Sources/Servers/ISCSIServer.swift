/// The server of an iSCSI root, tgt.
package struct ISCSIServer: Sendable, Equatable {
    /// The protocol's port (RFC 3720, 11.1).
    package static let defaultPort = 3260

    private let image: ServedImage
    private let places: ServerPlaces
    private let path: String
    private let target: String
    private let unit: Int

    /// nil where the image has nothing to serve by iSCSI, or wants it as unit 0, where tgt has its controller.
    package init?(_ image: ServedImage, _ places: ServerPlaces) {
        guard image.root.type == .iscsi, let path = image.rootPath(places), let target = image.root.target,
            image.root.lun != 0
        else { return nil }
        self.image = image
        self.places = places
        self.path = path
        self.target = target
        unit = image.root.lun ?? 1
    }

    var files: [ServerConfiguration] {
        [
            ServerConfiguration(
                path: "iscsi/targets.conf", text: configuration, note: "the target for tgt-admin, read-only"),
            ServerConfiguration(
                path: "iscsi/tgtadm.sh", text: script, note: "the same target by calls of tgtadm",
                isExecutable: true),
        ]
    }

    /// Where tgtd listens: its own option, since its configuration has none for it.
    package var portal: String {
        "portal=\(image.bindAddress(places) ?? "0.0.0.0"):\(image.root.port ?? Self.defaultPort)"
    }

    /// SPC-4, 7.8.15: what the target calls the disk, at most 24 bytes; nodes have it in /dev/disk/by-id.
    private var identity: String { "kimage-\(image.root.name.prefix(17))" }

    private var remarks: [String] {
        [
            "Nothing is writable, and everybody who reaches the target may log in. The image is expected in \(path); "
                + "the target keeps the one that it was made with until it is made anew.",
            "tgtd itself listens where --iscsi portal= says, 0.0.0.0:3260 unless said: this image wants "
                + "tgtd --iscsi \(portal) (with systemd: systemctl edit tgt, and an ExecStart of /usr/sbin/tgtd -f "
                + "--iscsi \(portal)).",
        ]
    }

    private var configuration: String {
        let header = FileHeader.text(
            "The root of image \(image.root.name) by iSCSI, for tgt.", tested: "tgt 1.0.85 of Debian 12",
            start: [
                "install -m 644 targets.conf /etc/tgt/conf.d/kimage-\(image.root.name).conf",
                "tgt-admin --update \(target) (or systemctl restart tgt)",
            ],
            remarks: remarks)
        return header + """
            default-driver iscsi

            <target \(target)>
                <backing-store \(path)>
                    lun \(unit)
                    readonly 1
                    scsi_id \(identity)
                </backing-store>
                initiator-address ALL
            </target>

            """
    }

    private var script: String {
        let header = FileHeader.text(
            "The root of image \(image.root.name) by iSCSI, as calls of tgtadm: what targets.conf says.",
            tested: "tgt 1.0.85 of Debian 12",
            start: ["tgtd", "sh tgtadm.sh [CONTROL-PORT [TARGET-NUMBER]]"], remarks: remarks)
        return "#!/bin/sh\n" + header + """
            set -eu

            control=${1:-0}
            number=${2:-1}
            admin() {
                tgtadm -C "$control" --lld iscsi "$@"
            }

            admin --op new --mode target --tid "$number" -T \(target)
            admin --op new --mode logicalunit --tid "$number" --lun \(unit) -b \(path)
            admin --op update --mode logicalunit --tid "$number" --lun \(unit) --params readonly=1
            admin --op update --mode logicalunit --tid "$number" --lun \(unit) --params scsi_id=\(identity)
            # Last: before this nobody can log in.
            admin --op bind --mode target --tid "$number" -I ALL

            """
    }
}
