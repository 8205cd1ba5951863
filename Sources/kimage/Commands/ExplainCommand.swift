import ArgumentParser
import Distributions
import Provisioning
import Recipes

/// `kimage explain [RULE…]`: what a rule is about.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what happens on a node where a rule is broken, and where that is known from.",
        discussion: "Without a rule: all of them, one line each.")

    @Argument(help: "Rules, such as rancheros/mounts-fields; a beginning such as rancheros/ for all of them.")
    var rules: [String] = []

    @Flag(help: "Print one JSON document (Documentation/check.md).")
    var json = false

    @OptionGroup var consoleOptions: ConsoleOptions

    func run() throws {
        let console = consoleOptions.console
        let chosen = try rules.isEmpty ? Rules.all : rules.flatMap { try Self.find($0) }
        if json { return try console.result(try JSONText.encode(RuleDocument(chosen))) }
        if rules.isEmpty {
            let width = chosen.map(\.id.count).max() ?? 0
            let lines = chosen.map { rule in
                "\(rule.id)\(String(repeating: " ", count: width - rule.id.count))  \(rule.isError ? "error  " : "warning")  \(rule.summary)"
            }
            return try console.result(lines.joined(separator: "\n"))
        }
        try console.result(chosen.map(RuleText.render).joined(separator: "\n"))
    }

    private static func find(_ name: String) throws -> [CheckRule] {
        if let rule = Rules.named(name) { return [rule] }
        let beginning = Rules.all.filter { name.hasSuffix("/") && $0.id.hasPrefix(name) }
        if !beginning.isEmpty { return beginning }
        let nearest = Spelling.nearest(name, among: Rules.all.map(\.id))
        throw ValidationError(
            "there is no rule \"\(name)\"; "
                + (nearest.map { "did you mean \($0)?" } ?? "kimage explain lists all"))
    }
}
