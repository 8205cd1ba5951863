import ArgumentParser
import Laboratory
import Machine
import Reporting
import Servers

/// `kimage run RECIPE|DIR`: boots an image in QEMU.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Boot an image in QEMU, its serial line on the terminal.",
        discussion: """
            Without --expect the terminal is the guest's console (Ctrl-A X ends it). With --expect the guest is watched: \
            exit code 0 where it says the text in time, 1 where it does not, stops or panics.
            --serve-root starts the server that the image's root needs (nbdkit or nbd-server, nfs-ganesha, tgt, nginx) on \
            127.0.0.1 with the configuration in servers/ of the image, tells the guest, and stops it afterwards.
            KIMAGE_ACCEL=kvm or tcg chooses the accelerator; without it KVM is used only where the hardware has it.
            """)

    @Argument(help: "A recipe, which is built first where it has changed, or the folder of an image.")
    var image: String

    @Option(name: [.short, .long], help: "MiB of RAM; default: the estimate to boot.")
    var memory: Int?

    @Option(help: "CPUs.")
    var cpus = 1

    @Option(name: [.short, .long], help: "End well when the guest says this text.")
    var expect: String?

    @Option(name: [.short, .long], help: "Seconds to wait for the text, or for the guest's end.")
    var timeout: Int?

    @Flag(help: "Give the guest a network card behind QEMU's NAT.")
    var network = false

    @Flag(help: "Start the server that the image's root needs on this machine; implies --network.")
    var serveRoot = false

    @Option(help: "Which program serves an NBD root: nbdkit or nbd-server.")
    var nbdServer = NBDServerChoice.nbdkit

    @Option(help: "Add a word to the kernel command line. May be repeated.")
    var append: [String] = []

    @Option(name: [.short, .customLong("output")], help: "The folder that images are published in.")
    var output = "out"

    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        if let memory, memory < 16 { throw ValidationError("--memory takes MiB, at least 16") }
        if let timeout, timeout < 1 { throw ValidationError("--timeout takes seconds, at least 1") }
        if cpus < 1 { throw ValidationError("--cpus takes at least 1") }
    }

    func run() async throws {
        let console = consoleOptions.console
        let folder = try await folder(console)
        let report = try StoredReport.read(folder)
        let estimate = report.ram?.toBootMiB ?? 1024
        let machine = QemuMachine(
            boot: .direct(
                kernel: "\(folder)/vmlinuz", initrd: "\(folder)/initrd.img",
                commandLine: CommandLineWords.split(report.commandLine) + append),
            memoryMiB: memory ?? estimate, cpus: cpus, network: network ? .user : .none,
            accelerator: try Accelerator.choose(environment: .current(), probe: .current()))
        let standIn = report.base.standIn ? " [stand-in]" : ""
        console.note(
            "boot \(report.name): \(report.base.title) \(report.base.version)\(standIn), \(machine.memoryMiB) MiB "
                + (memory == nil ? "(the estimate)" : "of RAM") + ", \(machine.accelerator)")
        let result = try await serving(folder, machine, console)
        // A prompt of the guest's leaves the line open.
        if !isOnTerminal { try console.result("\n") }
        for finding in result.findings { console.detail("guest: \(finding.line)") }
        console.note("\(report.name): \(result.outcome.summary) (\(result.elapsed.components.seconds) s)")
        if result.outcome != .expected, let ram = report.ram, machine.memoryMiB < ram.toBootMiB {
            console.note(
                "\(machine.memoryMiB) MiB are less than the \(ram.toBootMiB) MiB that the image needs to boot"
            )
        }
        let status = result.outcome.exitStatus(expecting: expect != nil)
        if status != 0 { throw ExitCode(status) }
    }

    /// Runs the guest, with its root served where that is wanted.
    private func serving(_ folder: String, _ machine: QemuMachine, _ console: Console) async throws
        -> GuestResult
    {
        let description = try RootServers.description(in: folder)
        guard serveRoot else {
            if let description, description.type != .ram, !network {
                console.note(
                    "\(description.name): its root is on a server, and the guest has no network; --serve-root starts a "
                        + "server here, --network reaches another")
            }
            return try await start(machine, console)
        }
        guard let description else {
            throw CommandFailure(
                .invalidData,
                "\(Printable.text(folder)) has no \(RootDescription.fileName), which says what is to be served; leave "
                    + "--serve-root out, or build the image anew")
        }
        return try await RootServers.serving(
            folder: folder, description: description, nbd: nbdServer, echo: { console.detail("run: \($0)") }
        ) { servers in
            console.note("\(description.name): the root is served by \(servers.title)")
            var machine = machine
            machine.network = .user
            machine.boot = machine.boot.adding(servers.kernelArguments)
            let result = try await start(machine, console)
            if let fault = await servers.fault { console.note("\(fault)") }
            return result
        }
    }

    /// True where the guest's serial line is the user's terminal.
    var isOnTerminal: Bool { expect == nil && timeout == nil }

    private func folder(_ console: Console) async throws -> String {
        guard image.hasSuffix(".toml") else { return image }
        let builder = try ImageBuilder(
            session: Session(console: console, options: recipeOptions), output: output,
            mode: lockOptions.mode,
            keepsSegments: false, isPrivate: false)
        let report = try await builder.build(image)
        return "\(output)/\(report.name)"
    }

    private func start(_ machine: QemuMachine, _ console: Console) async throws -> GuestResult {
        if isOnTerminal {
            return try await TerminalRun(machine).run { console.detail("run: \($0)") }
        }
        let run = GuestRun(machine, expect: expect, timeLimit: timeout.map { .seconds($0) })
        return try await run.run(
            echo: { console.detail("run: \($0)") }, serial: { console.raw($0) })
    }
}

extension NBDServerChoice: ExpressibleByArgument {}
