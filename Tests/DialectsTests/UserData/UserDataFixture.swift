import Dialects
import Encodings
import Provisioning
import Recipes
import TestSupport

/// User-data in its wrappings, and what is told of it.
enum UserDataFixture {
    static func told(_ dialect: some Dialect, _ bytes: [UInt8], file: String = "f") -> [String] {
        dialect.check(ConfigDocument(file: file, bytes: bytes), delivery: .userData).map { finding in
            let place = finding.position.map { "\($0.line):\($0.column)" } ?? "-"
            return "\(finding.rule.id) \(place)"
        }
    }

    static func told(_ dialect: some Dialect, _ text: String) -> [String] { told(dialect, Array(text.utf8)) }

    /// What gzip(1) makes of a text.
    static func gzip(_ text: String) throws -> [UInt8] {
        try ChildProgram.run(["gzip", "-n", "-c"], input: Array(text.utf8)).output
    }

    /// A message of parts: a type, an encoding or none, a body.
    static func message(_ parts: [(type: String, encoding: String?, body: String)]) -> String {
        let head = "Content-Type: multipart/mixed; boundary=\"=B=\"\nMIME-Version: 1.0\n\n"
        return head
            + parts.map { part in
                let encoding = part.encoding.map { "Content-Transfer-Encoding: \($0)\n" } ?? ""
                return "--=B=\nContent-Type: \(part.type)\n\(encoding)\n\(part.body)\n"
            }.joined() + "--=B=--\n"
    }

    static func base64(_ text: String) -> String { Base64.encode(text.utf8) }
}
