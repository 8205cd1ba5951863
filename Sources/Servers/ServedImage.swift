/// An image as whoever serves it sees it. Makes the text of servers' files and nothing else.
package struct ServedImage: Sendable, Equatable {
    package var root: RootDescription
    /// The address of the folder that holds the contents of `out/`, with a slash at its end; nil: not known.
    package var bootURL: String?
    /// The boot menus of the image: ipxe, pxelinux, grub. Without ipxe, firmware is sent to one of the others.
    package var menus: [String]

    package init(root: RootDescription, bootURL: String? = nil, menus: [String] = ["ipxe"]) {
        self.root = root
        self.bootURL = bootURL
        self.menus = menus
    }

    /// All files below `servers/` that this image needs, sorted by their paths: HTTP and DHCP always, and what serves
    /// its root. Nothing of them depends on the image's contents.
    ///
    /// - Throws: where a name cannot be written in the servers' files.
    package func files(_ places: ServerPlaces = ServerPlaces()) throws(ServerFault) -> [ServerConfiguration] {
        try root.check()
        try places.check()
        let web = try WebServer(self, places)
        let dhcp = DHCPServer(self, places, web)
        var files = [web.file, dhcp.file, dhcp.proxyFile]
        switch root.type {
        case .ram, .http: break
        case .nbd:
            if let server = NBDServer(self, places) { files += server.files }
        case .nfs:
            if let server = NFSServer(self, places) { files += server.files }
        case .iscsi:
            if let server = ISCSIServer(self, places) { files += server.files }
        }
        return files.sorted { $0.path < $1.path }
    }

    /// The address that a server of the root listens on, where one is known.
    func bindAddress(_ places: ServerPlaces) -> String? {
        places.bind ?? root.server.flatMap { IPv4Address($0) == nil ? nil : $0 }
    }

    /// The image of the root on the serving machine; nil where there is none.
    func rootPath(_ places: ServerPlaces) -> String? {
        root.file.map { "\(places.images)/\(root.name)/\($0)" }
    }

    /// What the header says of the address.
    func bindRemark(_ places: ServerPlaces) -> String {
        if let address = bindAddress(places) {
            return "Listens on \(address), which the recipe names; nodes elsewhere do not reach it."
        }
        guard let server = root.server else {
            return "The recipe names no server: it listens on all addresses of this machine."
        }
        return "The recipe names the server \(server): it listens on all addresses of this machine."
    }
}
