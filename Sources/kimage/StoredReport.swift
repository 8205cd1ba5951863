import Machine
import Reporting

/// The report of an image that is published.
enum StoredReport {
    /// Reads `FOLDER/report.json`.
    static func read(_ folder: String) throws -> ImageReport {
        let path = "\(folder)/report.json"
        return try ReportJSON.report(try Descriptor.contents(of: path, limit: 16 << 20), path: path)
    }
}
