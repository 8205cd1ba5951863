/// The two servers of an NBD root.
package struct NBDServer: Sendable, Equatable {
    /// The protocol's port (IANA).
    package static let defaultPort = 10_809

    private let image: ServedImage
    private let places: ServerPlaces
    private let path: String
    private let port: Int
    private let export: String

    /// nil where the image has nothing to serve by NBD.
    package init?(_ image: ServedImage, _ places: ServerPlaces) {
        guard image.root.type == .nbd, let path = image.rootPath(places) else { return nil }
        self.image = image
        self.places = places
        self.path = path
        port = image.root.port ?? Self.defaultPort
        export = image.root.export ?? image.root.name
    }

    var files: [ServerConfiguration] {
        [
            ServerConfiguration(
                path: "nbd/nbdkit.service", text: unit,
                note: "a systemd unit that serves the root by NBD with nbdkit, read-only"),
            ServerConfiguration(
                path: "nbd/nbd-server.conf", text: configuration,
                note: "the configuration of nbd-server for the same"),
        ]
    }

    /// The arguments of nbdkit, which stays in the foreground. Without the filter it would answer to every name of an
    /// export with this image (nbdkit-exportname-filter(1)).
    ///
    /// - Parameter path: the image; nil: where `places` has it.
    package func nbdkitArguments(path: String? = nil) -> [String] {
        var words = ["--foreground", "--readonly", "--port=\(port)"]
        if let address = image.bindAddress(places) { words.append("--ipaddr=\(address)") }
        return words + [
            "--filter=exportname", "file", path ?? self.path, "exportname=\(export)",
            "exportname-strict=true",
            "exportname-list=explicit",
        ]
    }

    private var unit: String {
        let pinned = "\(places.run)/kimage/\(image.root.name).root"
        let command = (["/usr/bin/nbdkit"] + nbdkitArguments(path: pinned)).joined(separator: " \\\n    ")
        let header = FileHeader.text(
            "The root of image \(image.root.name) by NBD, for systemd and nbdkit.",
            tested: "nbdkit 1.32.5 and systemd 252 of Debian 12",
            start: [
                "install -m 644 nbdkit.service /etc/systemd/system/kimage-nbd-\(image.root.name).service",
                "systemctl enable --now kimage-nbd-\(image.root.name)",
                "or, without systemd: " + (["nbdkit"] + nbdkitArguments()).joined(separator: " "),
            ],
            remarks: [
                "Nothing is writable. \(image.bindRemark(places)) The image is expected in \(path).",
                "The service keeps the image that it was started with, also when a new build takes its place: nodes "
                    + "that run would read garbage from another one. Restart it when they are off; nodes of the new "
                    + "build refuse the old image.",
            ])
        return header + """
            [Unit]
            Description=Root of image \(image.root.name) by NBD
            Wants=network-online.target
            After=network-online.target

            [Service]
            # A mount holds the file itself, not its name.
            BindReadOnlyPaths=\(path):\(pinned)
            ExecStart=\(command)
            DynamicUser=yes
            ProtectHome=yes
            Restart=always
            RestartSec=2

            [Install]
            WantedBy=multi-user.target

            """
    }

    private var configuration: String {
        var text = FileHeader.text(
            "The root of image \(image.root.name) by NBD, for nbd-server.",
            tested: "nbd-server 3.24 of Debian 12",
            start: [
                "nbd-server -C nbd-server.conf",
                "or the section [\(export)] as /etc/nbd-server/conf.d/\(image.root.name).conf, "
                    + "and systemctl restart nbd-server",
            ],
            remarks: [
                "Nothing is writable. \(image.bindRemark(places)) The image is expected in \(path).",
                "It opens the image for each connection: a node that connects again after a new build has taken the "
                    + "image's place would read garbage. Build when the nodes are off, or let nbdkit.service serve.",
            ])
        text += "[generic]\n    port = \(port)\n    allowlist = true\n"
        if let address = image.bindAddress(places) { text += "    listenaddr = \(address)\n" }
        return text + """

            [\(export)]
                exportname = \(path)
                readonly = true
                # The path as it stands, without the client's address in it.
                virtstyle = none

            """
    }
}
