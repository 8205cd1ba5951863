import FoundationEssentials
import Reporting
import TestSupport
import Testing

/// Documentation/report.md explains every key of report.json, and no other.
@Suite struct DocumentedKeysTests {
    @Test func allKeys() throws {
        let text = try ReportJSON.text(try ReportSamples.full())
        let value = try JSONDecoder().decode(JSONShape.self, from: Data(text.utf8))
        let path = PackageRoot.find(from: #filePath) + "/Documentation/report.md"
        let page = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(Self.documented(page).sorted() == value.keys("").sorted())
    }

    /// The first cells of the tables: `| `key` | … |`.
    private static func documented(_ page: String) -> [String] {
        page.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    }
}

/// JSON as far as its keys go; `[]` stands for the members of an array.
private enum JSONShape: Decodable {
    case object([String: JSONShape])
    case array([JSONShape])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let object = try? container.decode([String: JSONShape].self) {
            self = .object(object)
        } else if let array = try? container.decode([JSONShape].self) {
            self = .array(array)
        } else {
            self = .other
        }
    }

    func keys(_ prefix: String) -> Set<String> {
        switch self {
        case .other: []
        case .array(let members): members.reduce(into: []) { $0.formUnion($1.keys(prefix + "[]")) }
        case .object(let members):
            members.reduce(into: []) { keys, member in
                let path = prefix.isEmpty ? member.key : prefix + "." + member.key
                keys.insert(path)
                keys.formUnion(member.value.keys(path))
            }
        }
    }
}
