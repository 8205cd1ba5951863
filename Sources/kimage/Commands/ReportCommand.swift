import ArgumentParser
import Reporting

/// `kimage report DIR…`: images side by side.
struct ReportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case markdown
        case csv
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show the report of an image, or compare several in one table.")

    @Argument(help: "Folders of images: out/*.", completion: .directory)
    var images: [String]

    @Option(name: [.short, .long], help: "table, markdown, csv or json.")
    var format = Format.table

    @Flag(help: "The same as --format json.")
    var json = false

    @OptionGroup var consoleOptions: ConsoleOptions

    func run() throws {
        let console = consoleOptions.console
        // out/* of a shell names the collection menus' folders too.
        let folders = images.filter { Folder.isImage($0) || !Folder.isPartOfCollection($0) }
        let reports = try folders.map { try StoredReport.read($0) }
        let comparison = try ReportComparison(reports)
        switch json ? .json : format {
        case .table:
            if reports.count == 1, let report = reports.first {
                try console.result(ReportTable.text(report, style: console.resultStyle))
            } else {
                try console.result(comparison.terminal(style: console.resultStyle))
            }
        case .markdown:
            try console.result(
                reports.count == 1 ? reports.map(ReportMarkdown.text).joined() : comparison.markdown)
        case .csv: try console.result(comparison.csv)
        case .json:
            let single = reports.count == 1 ? reports.first : nil
            try console.result(try single.map { try ReportJSON.text($0) } ?? comparison.json())
        }
    }
}
