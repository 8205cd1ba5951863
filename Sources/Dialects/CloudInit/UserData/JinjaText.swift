/// A Jinja template with a word for each expression and nothing for statements and comments, so that the rest can be read
/// as what it will be. Lines stay where they are.
struct JinjaText {
    private(set) var bytes: [UInt8] = []
    /// Lines, counted from 1, that depend on the node.
    private(set) var lines: Set<Int> = []

    private static let word = Array("jinja".utf8)
    /// Jinja's own marks: expression, statement, comment.
    private static let marks: [(open: UInt8, close: [UInt8])] = [
        (UInt8(ascii: "{"), Array("}}".utf8)), (UInt8(ascii: "%"), Array("%}".utf8)),
        (UInt8(ascii: "#"), Array("#}".utf8)),
    ]

    init(_ text: [UInt8]) {
        var index = 0
        var line = 1
        while index < text.count {
            if text[index] == UInt8(ascii: "{"), index + 1 < text.count,
                let mark = Self.marks.first(where: { $0.open == text[index + 1] }),
                let end = Self.end(of: mark.close, in: text, from: index + 2)
            {
                lines.insert(line)
                if mark.open == UInt8(ascii: "{") { bytes += Self.word }
                for byte in text[index..<end] where byte == 0x0a {
                    bytes.append(byte)
                    line += 1
                    lines.insert(line)
                }
                index = end
                continue
            }
            bytes.append(text[index])
            if text[index] == 0x0a { line += 1 }
            index += 1
        }
    }

    private static func end(of mark: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == mark[0], text[index + 1] == mark[1] { return index + 2 }
            index += 1
        }
        return nil
    }
}
