import Glibc
internal import Machine
internal import Recipes
internal import Servers

/// Makes a launch of an image's folder: takes the text that goes into `servers/`, with ports, folders and addresses of
/// our own, and writes it to a temporary folder.
struct ServerWorkshop {
    /// The machine in the eyes of a guest behind QEMU's own network.
    static let host = "10.0.2.2"

    let folder: String
    let description: RootDescription
    let nbd: NBDServerChoice
    let programs: ServerPrograms
    /// The temporary folder.
    let place: String

    /// - Throws: `RootServerFault`, `LaboratoryFault.missingProgram`, `MachineFailure`, `ServerFault`.
    func launch() throws -> ServerLaunch {
        guard let file = description.file else {
            throw RootServerFault.nothingToServe(
                image: description.name,
                reason: description.type == .ram
                    ? "its root is in the initrd" : "the recipe's server has what the node mounts")
        }
        let path = "\(folder)/\(file)"
        guard (try? FileStatus(path: path))?.kind == .regular else {
            throw RootServerFault.missingImage(path: path)
        }
        // Whatever the folder is called, the servers see the image by a plain name.
        try Directory.create("\(place)/images")
        let target = try Self.resolved(folder)
        guard symlink(target, "\(place)/images/\(description.name)") == 0 else {
            throw MachineFailure("link to", path: target, errno: errno, intent: .output)
        }
        var places = ServerPlaces()
        places.images = "\(place)/images"
        places.run = place
        places.ganeshaState = "\(place)/ganesha"
        places.tree = "\(place)/tree"
        places.webLogs = nil
        places.webUser = UserIdentity.effective == 0 ? "root" : nil
        places.webTemporary = "\(place)/web"
        places.bind = "127.0.0.1"
        var root = description
        root.server = "127.0.0.1"
        let port = try LoopbackSocket.freePort()
        root.port = port
        switch description.type {
        case .ram:
            throw RootServerFault.nothingToServe(
                image: description.name, reason: "its root is in the initrd")
        case .nbd: return try nbdLaunch(root, port, places)
        case .nfs: return try nfsLaunch(root, port, places)
        case .iscsi: return try iscsiLaunch(root, port, places)
        case .http: return try webLaunch(root, file, port, places)
        }
    }

    /// Writes the files of `servers/` and returns the folder.
    func write(_ image: ServedImage, _ places: ServerPlaces) throws -> String {
        for file in try image.files(places) {
            let path = "\(place)/servers/\(file.path)"
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            try Directory.create("/\(parent)")
            try AtomicFile.write(Array(file.text.utf8), to: path, permissions: 0o600)
        }
        return "\(place)/servers"
    }

    /// The words of stage one for a server at this port.
    func arguments(port: Int) -> [String] {
        ["kimage.server=\(Self.host)", "kimage.port=\(port)"]
    }

    func title(_ program: String, _ port: Int) -> String { "\(program) on 127.0.0.1:\(port)" }

    private static func resolved(_ path: String) throws -> String {
        guard let pointer = realpath(path, nil) else {
            throw MachineFailure("find", path: path, errno: errno)
        }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
