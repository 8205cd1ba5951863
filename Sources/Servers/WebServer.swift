/// The web server, nginx: kernels, initrds, menus and root images of all images in `out/`.
struct WebServer: Sendable, Equatable {
    private let image: ServedImage
    private let places: ServerPlaces
    /// Where the contents of `out/` are, with a slash at the path's end.
    let base: WebAddress
    /// False where nothing says the address, and `base` holds only its path.
    let isNamed: Bool
    /// The root's image where it is fetched from elsewhere than `base`.
    private let root: WebAddress?

    /// - Throws: where an address cannot stand in nginx's configuration.
    init(_ image: ServedImage, _ places: ServerPlaces) throws(ServerFault) {
        self.image = image
        self.places = places
        var base: WebAddress?
        if let url = image.bootURL { base = try WebAddress.parse(url, "the boot address") }
        var root: WebAddress?
        if let url = image.root.url { root = try WebAddress.parse(url, "the root's address") }
        isNamed = base != nil
        // The address of the root says that of the rest where nothing else does.
        let ending = "/\(image.root.name)/\(image.root.file ?? "")"
        if base == nil, var address = root, address.path.hasSuffix(ending) {
            address.path = String(address.path.dropLast(ending.utf8.count))
            base = address
        }
        var known =
            base ?? WebAddress(isTLS: false, host: image.root.server ?? "", port: 80, path: "/kimage/")
        if !known.path.hasSuffix("/") { known.path += "/" }
        self.base = known
        if let address = root, image.root.file != nil {
            var covered = known
            covered.path += ending.dropFirst()
            root = address == covered ? nil : address
        } else {
            root = nil
        }
        self.root = root
    }

    /// `http://HOST[:PORT]/PATH/`; nil where no host is known.
    var address: String? {
        guard !base.host.isEmpty else { return nil }
        let port = base.port == (base.isTLS ? 443 : 80) ? "" : ":\(base.port)"
        return "\(base.isTLS ? "https" : "http")://\(base.host)\(port)\(base.path)"
    }

    var file: ServerConfiguration {
        ServerConfiguration(
            path: "http/nginx.conf", text: header + text,
            note: "a whole configuration of nginx that serves the images in out/, to be read only")
    }

    /// What nodes fetch, below the folder of the images: the files of an image, the menus of all, and what Alpine's own
    /// diskless mode fetches. Reports, recipes of clusters (the rest of `servers/`), and folders that are being written
    /// (`.kimage-…`) are not among them.
    private static let fetched =
        "((?:[^/.][^/]*/)?(?:vmlinuz|cmdline|menu[.]ipxe|boot[.]ipxe|[^/.][^/]*[.](?:img|squashfs|erofs|efi|kpxe)"
        + "|initrd[.]d/[^/.][^/]*|nodes/[^/.][^/]*|pxelinux[.]cfg/[^/.][^/]*|grub/[^/.][^/]*"
        + "|servers/alpine/[^/.][^/]*[.]apkovl[.]tar[.]gz))"

    private var listens: [String] {
        var words: [String] = []
        for address in [base, root].compactMap({ $0 }) {
            let known = IPv4Address(address.host) == nil ? nil : address.host
            let bind = (places.bind ?? known).map { "\($0):" } ?? ""
            let word = "\(bind)\(address.port)\(address.isTLS ? " ssl" : "")"
            if !words.contains(word) { words.append(word) }
        }
        return words
    }

    private var isTLS: Bool { base.isTLS || root?.isTLS == true }

    private var header: String {
        var remarks = [
            "Nothing is writable: files are read, by GET and HEAD. The contents of out/ are expected in "
                + "\(places.images), readable for \(places.webUser ?? "whoever starts it"); an image that holds "
                + "secrets is readable for its owner only, until you say otherwise.",
            "Only the names that nodes fetch are served. A further one belongs into the list.",
        ]
        if base.host.isEmpty {
            remarks.append(
                "The recipe names no server: it listens on port \(base.port) of all addresses, and serves below "
                    + "\(base.path). The menus are relative to where they are fetched from; nothing needs replacing."
            )
        } else if !isNamed, image.root.url == nil {
            remarks.append("The recipe has no [boot] url: port \(base.port) and \(base.path) are a choice.")
        }
        if isTLS {
            remarks.append(
                "Replace /etc/kimage-http/tls.crt and tls.key by the server's certificate and key. iPXE trusts it only "
                    + "where it was built with its authority (TRUST=).")
        }
        return FileHeader.text(
            "The images and menus in out/ by HTTP, for nginx.", tested: "nginx 1.22.1 of Debian 12",
            start: ["nginx -t -c /PATH/OF/nginx.conf", "nginx -c /PATH/OF/nginx.conf"], remarks: remarks)
    }

    private var text: String {
        let user = places.webUser.map { "user \($0);\n" } ?? ""
        let errors = places.webLogs.map { "\($0)/kimage-error.log" } ?? "stderr"
        let access = places.webLogs.map { "\($0)/kimage-access.log" } ?? "off"
        var temporary = ""
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            if let folder = places.webTemporary { temporary += "    \(kind)_temp_path \(folder)/\(kind);\n" }
        }
        let certificate =
            isTLS
            ? """

                    ssl_certificate /etc/kimage-http/tls.crt;
                    ssl_certificate_key /etc/kimage-http/tls.key;

            """ : ""
        let elsewhere =
            root.map {
                """

                        # The root's image, where the recipe has nodes fetch it.
                        location = \($0.path) {
                            alias \(image.rootPath(places) ?? "");
                        }

                """
            } ?? ""
        return """
            \(user)worker_processes auto;
            pid \(places.run)/kimage-nginx.pid;
            error_log \(errors);

            events {
                worker_connections 1024;
            }

            http {
                access_log \(access);
            \(temporary)    server_tokens off;
                sendfile on;
                tcp_nopush on;
                autoindex off;

                default_type application/octet-stream;
                types {
                    text/plain ipxe cfg;
                    # Firmware that boots by HTTP looks at it.
                    application/efi efi;
                }

                server {
            \(listens.map { "        listen \($0);\n" }.joined())\(certificate)
                    if ($request_method !~ "^(?:GET|HEAD)$") {
                        return 405;
                    }

                    location / {
                        return 404;
                    }

                    location ~ "^\(base.path.replacingDots)\(Self.fetched)$" {
                        alias \(places.images)/$1;
                    }
            \(elsewhere)    }
            }

            """
    }
}

extension String {
    /// A path for a regular expression: of its letters only the dot and the plus mean something there.
    fileprivate var replacingDots: String {
        map { $0 == "." || $0 == "+" ? "[\($0)]" : String($0) }.joined()
    }
}
