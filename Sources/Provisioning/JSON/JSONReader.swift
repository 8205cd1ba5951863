import Recipes

/// Reads one JSON document as Go's encoding/json does: RFC 8259 to the letter, except that text which is not
/// UTF-8 is taken with U+FFFD for each bad byte, and that half a surrogate pair is U+FFFD.
package enum JSONReader {
    /// Deeper than any configuration is nested (Go stops at 10000).
    package static let maximumDepth = 1000
    /// More values than any configuration of a node has.
    package static let maximumNodes = 1_000_000

    /// The document; `file` is the name that positions carry, `lineOffset` is added to their lines.
    ///
    /// Names that are written twice in an object are both kept, in order.
    package static func read(
        _ bytes: [UInt8], file: String, lineOffset: Int = 0
    ) throws(Diagnostic) -> JSONNode {
        try bytes.withUnsafeBufferPointer { (buffer) throws(Diagnostic) -> JSONNode in
            var parser = JSONParser(JSONScanner(buffer, file: file, lineOffset: lineOffset))
            return try parser.document()
        }
    }
}
