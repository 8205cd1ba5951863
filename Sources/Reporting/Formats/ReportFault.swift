import Initramfs

/// Why a report cannot be read or written.
package enum ReportFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no report: its path and why.
    case malformed(path: String, reason: String)
    /// The report has another shape than this version reads.
    case schema(path: String, found: Int)
    /// The report has a value that JSON cannot hold.
    case unwritable(String)
    /// A comparison needs reports to compare.
    case nothingToCompare

    package var description: String {
        switch self {
        case .malformed(let path, let reason):
            "\(Escaping.printable(path.utf8)) is no report of an image: \(reason)"
        case .schema(let path, let found):
            "\(Escaping.printable(path.utf8)) is a report of schema \(found), and this kimage reads schema "
                + "\(ImageReport.currentSchema); build the image again"
        case .unwritable(let reason): "the report cannot be written: \(reason)"
        case .nothingToCompare: "there is no report to compare"
        }
    }
}
