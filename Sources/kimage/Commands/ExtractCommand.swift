import ArgumentParser
import Initramfs

/// `kimage extract FILE DIR`: the tree that a kernel would unpack, safely.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Unpack an initrd into a new or empty folder, and touch nothing outside of it.",
        discussion: """
            No symbolic link is ever followed on the disk. Device nodes, FIFOs and sockets are skipped, set-ID bits \
            dropped and owners left alone, unless asked for; each is told. Exit code 65 where the archive does not \
            unpack whole.
            """)

    @Argument(help: "The initrd.")
    var file: String

    @Argument(help: "The folder; made where it is missing.")
    var folder: String

    @Flag(help: "Make device nodes, FIFOs and sockets.")
    var nodes = false

    @Flag(help: "Keep set-user-ID and set-group-ID bits.")
    var setID = false

    @Flag(help: "Give files to the owners that the archive names.")
    var owners = false

    @Option(help: "Stop at this many unpacked bytes.")
    var maximumSize: UInt64 = 4 << 30

    @OptionGroup var consoleOptions: ConsoleOptions

    func run() throws {
        let console = consoleOptions.console
        let reader = InitrdReader(
            try InputSource(path: file), limits: ReadLimits(unpackedBytes: maximumSize))
        let options = ExtractionOptions(makesNodes: nodes, keepsSetID: setID, appliesOwnership: owners)
        let result = try SafeExtractor(reader, options: options).extract(to: folder)
        for remark in result.remarks { console.warning("\(remark)") }
        if let failure = result.image.verdict.failure { console.warning("\(failure)") }
        for warning in result.image.verdict.warnings where warning.isDamage { console.warning("\(warning)") }
        console.note("\(result.extracted) entries extracted")
        let refused = result.errors.filter { $0.reason != .incomplete }.count
        if refused > 0 {
            throw CommandFailure(.inputOutput, "entries that could not be extracted: \(refused)")
        }
        if !result.image.verdict.unpacksWhole { throw ExitCode(ExitStatus.invalidData.rawValue) }
    }
}
