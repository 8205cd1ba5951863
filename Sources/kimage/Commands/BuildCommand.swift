import ArgumentParser
import Assembly
import Machine
import Reporting

/// `kimage build RECIPE…`: recipes become images in `out/`.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build images: kernel, initrd, boot menus and a report, in out/NAME.",
        discussion: """
            An image is published whole or not at all; a recipe of which nothing has changed is not built again.
            Exit codes: 0 done, 64 usage, 65 a recipe or a configuration is wrong, 66 a file is missing, 69 a server could \
            not be reached, 70 our own fault, 73 the output cannot be written, 74 reading or writing failed, 76 a digest \
            does not match, 78 a program is missing, 80 over budget, 130 interrupted.
            """)

    @Argument(help: "Recipes.", completion: .file(extensions: ["toml"]))
    var recipes: [String]

    @Option(name: [.short, .long], help: "The folder that images are published in.")
    var output = "out"

    @Flag(help: "Write our segments to NAME/initrd.d/ as well.")
    var segments = false

    @Flag(name: .customLong("private"), help: "Make the image readable for its owner only.")
    var isPrivate = false

    @Flag(help: "Print the reports as JSON.")
    var json = false

    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func run() async throws {
        let console = consoleOptions.console
        let builder = try ImageBuilder(
            session: Session(console: console, options: recipeOptions), output: output,
            mode: lockOptions.mode,
            keepsSegments: segments, isPrivate: isPrivate)
        var over: [String] = []
        for recipe in recipes {
            let report = try await builder.build(recipe)
            if json {
                try console.result(try ReportJSON.text(report))
            } else if !consoleOptions.quiet {
                try console.result(ReportTable.text(report, style: console.resultStyle))
            }
            over += Budget.exceeded(report.budgets).map { "\(report.name): \($0.summary)" }
        }
        if !over.isEmpty {
            throw CommandFailure(
                .overBudget, "over budget\n" + over.map { "  " + $0 }.joined(separator: "\n"))
        }
    }
}
