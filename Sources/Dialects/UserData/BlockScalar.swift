import Provisioning
import Recipes

/// Where the text of a YAML value stands in the file.
enum BlockScalar {
    /// A literal block (`|`) keeps its lines: the first one is the line after, and each begins after the indentation. Every
    /// other way of writing folds or escapes.
    static func place(of node: YAMLNode, in document: ConfigDocument) -> (
        place: UserDataPiece.Place, offset: Int
    ) {
        let fallback = SourcePosition(file: document.file, line: document.lineOffset + 1, column: 1)
        guard let position = node.position else { return (.encoded(fallback), 0) }
        let lines = document.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        let index = position.line - document.lineOffset - 1
        guard lines.indices.contains(index), lines[index].count >= position.column,
            // Columns count characters; before a block only ASCII is likely, and anything else is told at its place.
            lines[index].prefix(position.column).last == UInt8(ascii: "|")
        else { return (.encoded(position), 0) }
        let indentation = lines[(index + 1)...].first { $0.contains { $0 != 0x20 && $0 != 0x0d } }
            .map { $0.prefix { $0 == 0x20 }.count }
        return (.lines(columns: indentation ?? 0), position.line)
    }
}
