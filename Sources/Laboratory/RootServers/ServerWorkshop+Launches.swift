internal import Machine
internal import Recipes
internal import Servers

/// One launch for each type of root.
extension ServerWorkshop {
    func nbdLaunch(_ root: RootDescription, _ port: Int, _ places: ServerPlaces) throws -> ServerLaunch {
        let image = ServedImage(root: root)
        let servers = try write(image, places)
        guard let server = NBDServer(image, places) else {
            throw RootServerFault.nothingToServe(image: root.name, reason: "it has no image of its root")
        }
        try programs.require(nbd.rawValue)
        let command =
            switch nbd {
            case .nbdkit: WatchedCommand(program: "nbdkit", arguments: server.nbdkitArguments())
            case .nbdServer:
                WatchedCommand(
                    program: "nbd-server",
                    arguments: ["-C", "\(servers)/nbd/nbd-server.conf", "-p", "\(place)/nbd-server.pid"],
                    numberFile: "\(place)/nbd-server.pid")
            }
        return ServerLaunch(
            title: title(nbd.rawValue, port), port: port, server: command, probe: .nbd,
            kernelArguments: arguments(port: port))
    }

    func iscsiLaunch(_ root: RootDescription, _ port: Int, _ places: ServerPlaces) throws -> ServerLaunch {
        let image = ServedImage(root: root)
        let servers = try write(image, places)
        guard let server = ISCSIServer(image, places) else {
            throw RootServerFault.nothingToServe(
                image: root.name,
                reason: root.lun == 0
                    ? "tgt has its controller where the recipe wants the disk, at unit 0"
                    : "it names no target")
        }
        try programs.require("tgtd", "tgtadm")
        // The socket's name makes the control port ours alone, and needs no root rights.
        let environment = ["TGT_IPC_SOCKET": "\(place)/tgtd.socket"]
        return ServerLaunch(
            title: title("tgtd", port), port: port,
            server: WatchedCommand(
                program: "tgtd", arguments: ["-f", "-C", "1", "--iscsi", server.portal],
                environment: environment),
            probe: .connect,
            // What targets.conf says; tgt-admin, which reads that, works for root only.
            setup: [
                programs.command("sh", ["\(servers)/iscsi/tgtadm.sh", "1"], environment: environment)
            ], kernelArguments: arguments(port: port))
    }

    func webLaunch(
        _ root: RootDescription, _ file: String, _ port: Int, _ places: ServerPlaces
    ) throws -> ServerLaunch {
        var root = root
        let path = "/kimage/\(root.name)/\(file)"
        root.port = nil
        root.url = "http://127.0.0.1:\(port)\(path)"
        let image = ServedImage(root: root, bootURL: "http://127.0.0.1:\(port)/kimage/")
        let servers = try write(image, places)
        try programs.require("nginx")
        try Directory.create("\(place)/web")
        return ServerLaunch(
            title: title("nginx", port), port: port,
            server: WatchedCommand(
                program: "nginx", arguments: ["-g", "daemon off;", "-c", "\(servers)/http/nginx.conf"]),
            probe: .http(path: path),
            kernelArguments: [(root.urlArgument ?? "kimage.url=") + "http://\(Self.host):\(port)\(path)"])
    }

    func nfsLaunch(_ root: RootDescription, _ port: Int, _ places: ServerPlaces) throws -> ServerLaunch {
        var places = places
        let isVersion3 = root.version == "3"
        places.mountPort = try LoopbackSocket.freePort()
        let servers = try write(ServedImage(root: root), places)
        try programs.require("ganesha.nfsd", "unsquashfs", "sha256sum")
        guard UserIdentity.effective == 0 else {
            throw RootServerFault.needsRoot(
                program: "ganesha.nfsd", reason: "files are opened by handles, and the tree has other owners")
        }
        try Directory.create(places.ganeshaState)
        var words = arguments(port: port)
        var server = WatchedCommand(
            program: "ganesha.nfsd",
            arguments: [
                "-F", "-f", "\(servers)/nfs/ganesha.conf", "-p", "\(place)/ganesha.pid", "-L", "STDERR", "-N",
                "WARN",
            ])
        if isVersion3 {
            // Without a portmapper the guest must be told both ports.
            let options = [root.options, "mountport=\(places.mountPort)"].compactMap { $0 }
            words.append("kimage.options=\(options.joined(separator: ","))")
            server = try withPortmapper(server)
        }
        // ganesha only logs that it cannot export a folder, and serves nothing.
        let title = title("ganesha.nfsd", port)
        let name = root.export ?? "/srv/kimage/\(root.name)"
        let fault = RootServerFault.notExported(title, folder: "\(place)/tree")
        return ServerLaunch(
            title: title, port: port,
            server: server,
            probe: .nfs(version: isVersion3 ? 3 : 4),
            export: isVersion3
                ? (.mount(name), places.mountPort, fault) : (.lookup(name), port, fault),
            kernelArguments: words)
    }

    /// The unpacking of an NFS root, by the script that is in `servers/`; nil for other types.
    func unpacking() -> ToolCommand? {
        guard description.type == .nfs, let file = description.file else { return nil }
        return programs.command(
            "sh",
            [
                "\(place)/servers/nfs/unpack.sh", "\(place)/images/\(description.name)/\(file)",
                "\(place)/tree",
            ])
    }

    /// The same with an rpcbind that nobody else sees: version 3 of ganesha does not start without one, and the guest
    /// needs none. It lives in a `/run` of its own and knows local connections alone, so that it opens no port.
    private func withPortmapper(_ server: WatchedCommand) throws -> WatchedCommand {
        try programs.require("rpcbind", "unshare", "mount")
        let configuration = "\(place)/netconfig"
        // netconfig(5).
        try AtomicFile.write(
            Array("local tpi_cots_ord - loopback - - -\n".utf8), to: configuration, permissions: 0o644)
        let script = """
            mount -t tmpfs tmpfs /run
            unshare --mount --propagation private sh -e -c 'mount --bind "$0" /etc/netconfig; exec rpcbind -f' "$1" &
            tries=0
            while [ ! -S /run/rpcbind.sock ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
            shift
            exec "$@"
            """
        return WatchedCommand(
            program: "unshare",
            arguments: [
                "--mount", "--propagation", "private", "sh", "-e", "-c", script, "kimage-ganesha",
                configuration,
                server.program,
            ] + server.arguments)
    }
}
