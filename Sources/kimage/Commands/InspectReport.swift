import Initramfs
import Reporting

/// What `kimage inspect` says of one file.
struct InspectReport: Encodable {
    struct Segment: Encodable {
        let number: Int
        let start: UInt64
        let end: UInt64
        let size: UInt64
        let compression: String
        let unpacked_size: UInt64
        let entries: Int
        let window_kib: UInt64
        let check: String?
        let has_trailer: Bool
        let is_complete: Bool
    }

    struct Failure: Encodable {
        let kernel_message: String
        let offset: UInt64
        let lost: String
        let hint: String?
    }

    let file: String
    let size: UInt64
    let unpacks_whole: Bool
    /// `whole`, `partial` or `dies`.
    let outcome: String
    let summary: String
    let failure: Failure?
    let warnings: [String]
    let further_warnings: Int
    let segments: [Segment]
    let entries: [EntryListing.Line]?

    init(file: String, image: InitrdImage, listing: EntryListing?) {
        self.file = Escaping.printable(file.utf8)
        size = image.source.size
        unpacks_whole = image.verdict.unpacksWhole
        outcome =
            switch image.verdict.outcome {
            case .whole: "whole"
            case .partial: "partial"
            case .dies: "dies"
            }
        summary = image.verdict.summary
        failure = image.verdict.failure.map {
            Failure(
                kernel_message: "Initramfs unpacking failed: \($0.message)", offset: $0.offset, lost: $0.lost,
                hint: $0.hint)
        }
        warnings = image.verdict.warnings.filter { listing != nil || !Self.isRoutine($0) }.map(\.description)
        further_warnings = image.verdict.furtherWarnings
        segments = image.segments.map {
            Segment(
                number: $0.index + 1, start: $0.start, end: $0.end, size: $0.size,
                compression: $0.compression.rawValue, unpacked_size: $0.unpackedSize, entries: $0.entries,
                window_kib: $0.windowKiB, check: $0.header.check, has_trailer: $0.trailerSeen,
                is_complete: $0.isComplete)
        }
        entries = listing?.lines
    }

    /// Every base changes the mode of its root folder; that is worth a line only where all entries are listed.
    private static func isRoutine(_ warning: UnpackWarning) -> Bool {
        if case .directoryChanged = warning.kind { true } else { false }
    }

    /// The report as a person reads it.
    var text: String {
        var table = TextTable(
            ["segment", "start", "end", "size", "compression", "unpacked", "entries"],
            numbers: [0, 1, 2, 3, 5, 6])
        for segment in segments {
            table.rows.append([
                "\(segment.number)", "\(segment.start)", "\(segment.end)", "\(segment.size)",
                segment.compression,
                "\(segment.unpacked_size)", "\(segment.entries)",
            ])
        }
        var lines = ["\(file): \(size) bytes, \(summary)"]
        if let failure {
            lines.append("  the kernel would say: \(failure.kernel_message)")
        }
        lines += warnings.map { "  warning: \($0)" }
        if further_warnings > 0 { lines.append("  and \(further_warnings) further warnings") }
        return (lines + table.aligned(.plain)).joined(separator: "\n") + "\n" + entryText
    }

    private var entryText: String {
        guard let entries else { return "" }
        return entries.map { entry in
            let target = entry.target.map { " -> \($0)" } ?? ""
            let note = entry.note.map { " (\($0))" } ?? ""
            return
                "\(entry.segment) \(entry.mode) \(entry.uid):\(entry.gid) \(entry.size) \(entry.name)\(target)\(note)\n"
        }.joined()
    }
}
