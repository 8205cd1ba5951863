import ArgumentParser
import Initramfs

/// `kimage inspect FILE…`: the segments of initrds, and what a kernel would do with them.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show the segments of an initrd and what a kernel would do with it.",
        discussion: """
            Exit code 0 where the kernel would unpack every file whole, 65 where not: a layout that it refuses, or \
            damage of which it says nothing.
            """)

    @Argument(help: "Initrd files, as a boot loader would load them.")
    var files: [String]

    @Flag(name: [.short, .long], help: "List the entries of every segment.")
    var list = false

    @Flag(help: "Print one JSON document (Documentation/inspect.md).")
    var json = false

    @Option(help: "Stop at this many unpacked bytes; archives of strangers may unpack without end.")
    var maximumSize: UInt64 = 4 << 30

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name at least one file") }
    }

    func run() throws {
        let console = Console()
        var reports: [InspectReport] = []
        var isWhole = true
        for file in files {
            let listing = list ? EntryListing() : nil
            let limits = ReadLimits(unpackedBytes: maximumSize)
            let image: InitrdImage
            do {
                image = try InitrdReader(try InputSource(path: file), limits: limits).read(visitor: listing)
            } catch let fault as ReadFault {
                guard case .limit = fault else { throw fault }
                console.error("\(Escaping.printable(file.utf8)): \(fault)")
                isWhole = false
                continue
            }
            let report = InspectReport(file: file, image: image, listing: listing)
            if json { reports.append(report) } else { try console.result(report.text) }
            isWhole = isWhole && image.verdict.unpacksWhole
        }
        if json { try console.result(try JSONText.encode(reports)) }
        if !isWhole { throw ExitCode(ExitStatus.invalidData.rawValue) }
    }
}
