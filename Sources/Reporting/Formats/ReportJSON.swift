import FoundationEssentials
import Initramfs

/// The report as JSON: keys sorted, two blanks for each level, a line feed at the end.
package enum ReportJSON {
    /// The contents of `report.json`.
    ///
    /// - Throws: `ReportFault.unwritable`.
    package static func text(_ report: ImageReport) throws(ReportFault) -> String { try encode(report) }

    /// - Throws: `ReportFault.unwritable`.
    static func encode(_ value: some Encodable) throws(ReportFault) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            throw .unwritable("\(error)")
        }
    }

    /// Reads a report that `text` wrote.
    ///
    /// - Parameter path: for messages.
    /// - Throws: `ReportFault.malformed`, `.schema`.
    package static func report(_ bytes: [UInt8], path: String) throws(ReportFault) -> ImageReport {
        let data = Data(bytes)
        let decoder = JSONDecoder()
        do {
            let header = try decoder.decode(Header.self, from: data)
            guard header.schema == ImageReport.currentSchema else {
                throw ReportFault.schema(path: path, found: header.schema)
            }
            var report = try decoder.decode(ImageReport.self, from: data)
            // Reports of before container images were listed are of the same schema.
            report.images = report.images
            return report
        } catch let fault as ReportFault {
            throw fault
        } catch let error as DecodingError {
            throw .malformed(path: path, reason: reason(error))
        } catch {
            throw .malformed(path: path, reason: Escaping.printable("\(error)".utf8))
        }
    }

    private struct Header: Decodable {
        var schema: Int
    }

    private static func reason(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            Escaping.printable(
                path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().utf8)
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) has another type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "\(place(context.codingPath)) has an unknown value"
        default: return "it is no JSON"
        }
    }
}
