package import Machine
package import Servers

/// The server that an image's root needs, on 127.0.0.1, with the configuration that is in the image's `servers/`.
///
/// It does not outlive kimage: it is ended by `stop()`, and where kimage is killed, within a second.
package actor RootServers {
    /// What runs and where: `nbdkit on 127.0.0.1:40123`.
    package nonisolated let title: String
    /// The port on 127.0.0.1.
    package nonisolated let port: Int
    /// What the guest's kernel must be told, for a guest behind QEMU's own network.
    package nonisolated let kernelArguments: [String]

    /// The temporary folder of its files.
    package nonisolated let folder: String

    private let launch: ServerLaunch
    private let place: TemporaryDirectory
    private let searchPath: String
    private let echo: @Sendable (String) -> Void
    /// nil: it is stopped.
    private var running: RunningServer?

    /// Seconds that a server has to answer.
    private static let patience = 90

    /// What `root.json` in an image's folder says; nil where there is none.
    ///
    /// - Throws: `RootServerFault.unusable`, `MachineFailure`.
    package static func description(in folder: String) throws -> RootDescription? {
        let path = "\(folder)/\(RootDescription.fileName)"
        guard (try? FileStatus(path: path)) != nil else { return nil }
        let bytes = try Descriptor.contents(of: path, limit: 1 << 20)
        do {
            return try RootDescription(json: bytes)
        } catch {
            throw RootServerFault.unusable("\(Printable.text(folder))/\(error)")
        }
    }

    /// Starts the server, runs `body`, and stops the server, however `body` ends.
    ///
    /// - Parameters:
    ///   - folder: the image's folder, `out/NAME`.
    ///   - nbd: which program serves an NBD root.
    ///   - echo: called with each command before it starts.
    /// - Throws: as `start`, and what `body` throws.
    package nonisolated(nonsending) static func serving<Result: Sendable>(
        folder: String, description: RootDescription, nbd: NBDServerChoice = .nbdkit,
        environment: Environment = .current(), echo: @escaping @Sendable (String) -> Void = { _ in },
        _ body: (RootServers) async throws -> Result
    ) async throws -> Result {
        let servers = try await start(
            folder: folder, description: description, nbd: nbd, environment: environment, echo: echo)
        do {
            let result = try await body(servers)
            await servers.stop()
            return result
        } catch {
            await servers.stop()
            throw error
        }
    }

    /// Starts the server and waits until it answers. `stop()` must be called, or the server runs as long as kimage.
    ///
    /// - Throws: `RootServerFault`, `LaboratoryFault.missingProgram`, `MachineFailure`, `ToolFailure`,
    ///   `CancellationError`; nothing is left then.
    package static func start(
        folder: String, description: RootDescription, nbd: NBDServerChoice = .nbdkit,
        environment: Environment = .current(), echo: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> RootServers {
        let place = try TemporaryDirectory(in: environment.temporaryFolder)
        let programs = ServerPrograms(environment)
        let workshop = ServerWorkshop(
            folder: folder, description: description, nbd: nbd, programs: programs, place: place.path)
        let launch: ServerLaunch
        do {
            launch = try workshop.launch()
        } catch let fault as ServerFault {
            throw RootServerFault.unusable(fault.description)
        }
        if let unpacking = workshop.unpacking() { _ = try await Tool.run(unpacking, echo: echo) }
        let servers = RootServers(launch, place, searchPath: programs.searchPath, echo: echo)
        do {
            try await servers.startServer()
        } catch {
            await servers.stop()
            throw error
        }
        return servers
    }

    private init(
        _ launch: ServerLaunch, _ place: consuming TemporaryDirectory, searchPath: String,
        echo: @escaping @Sendable (String) -> Void
    ) {
        self.launch = launch
        folder = place.path
        self.place = place
        self.searchPath = searchPath
        self.echo = echo
        title = launch.title
        port = launch.port
        kernelArguments = launch.kernelArguments
    }

    /// Why the server is gone, where it has ended by itself; nil while it runs and after it was stopped.
    package var fault: RootServerFault? { running?.fault }

    /// Starts the server again, on the same port and with the same files; nothing where it runs.
    ///
    /// - Throws: as `start`.
    package func startServer() async throws {
        guard running == nil else { return }
        do {
            echo(launch.server.line)
            let server = RunningServer(
                launch.server.watched(place: place.path, searchPath: searchPath), title: launch.title)
            running = server
            try await wait(for: server)
            for command in launch.setup { _ = try await Tool.run(command, echo: echo) }
            if let export = launch.export {
                let status = await Task.detached { export.call.firstWord(port: export.port) }.value
                if status != 0 { throw export.fault }
            }
        } catch {
            await stopServer()
            throw error
        }
    }

    /// Stops the server; its port, its configuration and an unpacked tree stay for `startServer()`.
    package func stopServer() async {
        guard let server = running else { return }
        running = nil
        await server.stop()
    }

    /// Stops the server and removes the temporary folder.
    package func stop() async {
        await stopServer()
        // The folder's owner removes it too, but only when the last reference to this object is gone.
        try? Directory.removeTree(place.path)
    }

    private func wait(for server: RunningServer) async throws {
        let (probe, port) = (launch.probe, launch.port)
        let end = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < end {
            if let fault = server.fault { throw fault }
            let isAnswered = await Task.detached { probe.isAnswered(port: port) }.value
            if isAnswered {
                // Somebody else's server may have taken the port.
                if let fault = server.fault { throw fault }
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw RootServerFault.noAnswer(title, seconds: Self.patience)
    }
}
