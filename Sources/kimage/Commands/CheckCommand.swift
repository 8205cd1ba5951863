import ArgumentParser
import Distributions
import Provisioning
import Recipes

/// `kimage check RECIPE…`, `kimage check --os OS FILE…`: everything wrong, in one run.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check recipes, or configurations by the system that will read them; write nothing.",
        discussion: """
            With --os the files are configurations (cloud-config, Ignition, Butane, Container Linux Config): every key, type \
            and value is told that the system refuses, drops, ignores or misreads. `kimage explain RULE` says what happens \
            on the node and where that is known from.
            Exit codes: 0 nothing that the system would refuse or drop, 65 something, 66 a file is missing.
            """)

    @Argument(help: "Recipes; with --os configurations, \"-\" for standard input.", completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "The system that reads the files, or several with commas.", valueName: "OS[@VERSION]"))
    var os: String?

    @Option(help: "How the files reach the node: embedded in the image, or user-data of a datasource.")
    var delivery: Delivery = .embedded

    @Flag(help: "Print one JSON document (Documentation/check.md).")
    var json = false

    @OptionGroup var recipeOptions: RecipeOptions
    @OptionGroup var consoleOptions: ConsoleOptions

    func validate() throws {
        if os == nil, files.contains("-") { throw ValidationError("a recipe is a file; \"-\" needs --os") }
        if os != nil, recipeOptions.base != nil {
            throw ValidationError("--base is for recipes, --os is for configurations")
        }
    }

    func run() async throws {
        let console = consoleOptions.console
        let reports = if let os { try bare(os) } else { try await recipes(console) }
        if json {
            try console.result(try JSONText.encode(CheckDocument(reports)))
        } else if os != nil {
            let text = CheckText.render(reports)
            if !text.isEmpty { try console.result(text) }
        }
        if reports.contains(where: \.hasErrors) {
            let missing = reports.filter(\.hasErrors).allSatisfy {
                Diagnostics($0.diagnostics).isMissingFiles
            }
            throw ExitCode((missing ? ExitStatus.missingInput : .invalidData).rawValue)
        }
    }

    /// Configurations, each by each system.
    private func bare(_ os: String) throws -> [CheckReport] {
        var targets: [CheckTarget] = []
        for text in os.split(separator: ",", omittingEmptySubsequences: true) {
            targets.append(try CheckTarget(text.trimmingBlanks))
        }
        let documents = try files.map { try BareFile.read($0) }
        return targets.flatMap { target in
            documents.map { CheckReport.make(target, $0, delivery: delivery) }
        }
    }

    private func recipes(_ console: Console) async throws -> [CheckReport] {
        let session = Session(console: console, options: recipeOptions)
        var reports: [CheckReport] = []
        for recipe in files {
            do {
                let planned = try await session.plan(recipe)
                let plan = planned.plan
                try OverlayCheck.read(plan)
                console.note("\(recipe): \(plan.base.title) \(plan.base.version), no errors")
                reports.append(
                    CheckReport(
                        file: recipe, system: plan.base.os, title: plan.base.title, language: "recipe",
                        diagnostics: planned.warnings))
            } catch let found as Diagnostics {
                if !json { console.report(found.sorted) }
                reports.append(
                    CheckReport(
                        file: recipe, system: "", title: "", language: "recipe", diagnostics: found.sorted))
            }
        }
        return reports
    }
}

extension Delivery: ExpressibleByArgument {}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
