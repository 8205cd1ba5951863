import ArgumentParser
import Machine
import Recipes

/// `kimage`: images for machines that boot without a disk.
struct Kimage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kimage",
        abstract: "Builds bootable images for machines without a disk, and says how much RAM they take.",
        version: "kimage \(Version.text)",
        subcommands: [
            BuildCommand.self, CheckCommand.self, ExplainCommand.self, RenderCommand.self, PlanCommand.self,
            LockCommand.self, BaseCommand.self,
            InspectCommand.self, ExtractCommand.self, ReportCommand.self, RunCommand.self, RootsCommand.self,
            PruneCommand.self,
        ])
}

/// Where the program begins: runs the command and turns whatever it throws into a message and an exit code.
@main
enum Main {
    static func main() async {
        // A reader that goes away (`kimage inspect … | head`) ends us by an error of write, not by a signal that
        // would leave half-written files behind.
        Signals.ignoreBrokenPipes()
        do {
            // Parsed here for help and mistakes, and once more within the task: commands are not Sendable, text is.
            let command = try Kimage.parseAsRoot()
            if let run = command as? RunCommand, run.isOnTerminal {
                // Ctrl-C belongs to the guest.
                try await run.run()
            } else {
                try await Interruption.cancelling { try await Self.run() }
            }
        } catch {
            Failure.exit(error)
        }
    }

    private static func run() async throws {
        var command = try Kimage.parseAsRoot()
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }
}
