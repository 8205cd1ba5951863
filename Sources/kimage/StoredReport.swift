import Machine
import Reporting

/// The report of an image that is published.
enum StoredReport {
    /// Reads `FOLDER/report.json`.
    static func read(_ folder: String) throws -> ImageReport {
        let path = "\(folder)/report.json"
        guard Folder.isImage(folder) else {
            throw CommandFailure(
                .missingInput,
                "\(Printable.text(folder)) is no image's folder: it has no report.json; name out/NAME or out/*"
            )
        }
        return try ReportJSON.report(try Descriptor.contents(of: path, limit: 16 << 20), path: path)
    }
}
