import ArgumentParser
import Distributions

/// `kimage roots [OS…]`: where the root of each system can lie.
struct RootsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roots",
        abstract: "Tell for each system where its root can lie: RAM, NFS, NBD, iSCSI, HTTP.",
        discussion: "What is refused comes with the reason and where that is known from.")

    @Argument(help: "Systems, such as debian; all unless said.")
    var systems: [String] = []

    @Flag(help: "Print one JSON document (Documentation/roots.md).")
    var json = false

    @OptionGroup var consoleOptions: ConsoleOptions

    func run() throws {
        let chosen = try systems.map { name in
            guard let system = Systems.named(name) else {
                throw ValidationError(
                    "there is no system \"\(name)\"; known are \(Systems.names.sorted().joined(separator: ", "))"
                )
            }
            return system
        }
        let table = RootTable(chosen.isEmpty ? Systems.all : chosen)
        try consoleOptions.console.result(
            try json ? JSONText.encode(RootsDocument(table)) : RootsText.render(table))
    }
}
