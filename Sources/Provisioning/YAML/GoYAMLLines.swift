import Recipes

/// The characters at the marks of libyaml, whose lines and columns count characters and all line breaks of YAML 1.1.
struct GoYAMLLines {
    private let lines: [[Unicode.Scalar]]

    init(_ text: [UInt8]) {
        var lines: [[Unicode.Scalar]] = [[]]
        var isAfterReturn = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x0a where isAfterReturn: break
            case 0x0a, 0x0d, 0x85, 0x2028, 0x2029: lines.append([])
            case 0xfeff where lines.count == 1 && lines[0].isEmpty: break
            default: lines[lines.count - 1].append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        self.lines = lines
    }

    /// The ASCII character at a position; nil where there is none.
    func character(of position: SourcePosition?, _ lineOffset: Int) -> UInt8? {
        guard let position else { return nil }
        var rest = rest(from: position, lineOffset)
        // Properties (a tag, an anchor) stand before the bracket.
        while let first = rest.first, first == "!" || first == "&" {
            rest = rest.drop { $0 != " " && $0 != "\t" }.drop { $0 == " " || $0 == "\t" }
        }
        guard let first = rest.first, first.isASCII else { return nil }
        return UInt8(first.value)
    }

    /// True where a quote opens the scalar that begins at a position with its properties.
    func isQuoted(from position: SourcePosition?, _ lineOffset: Int) -> Bool {
        let first = character(of: position, lineOffset)
        return first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    }

    private func rest(from position: SourcePosition, _ lineOffset: Int) -> ArraySlice<Unicode.Scalar> {
        let line = position.line - lineOffset - 1
        guard lines.indices.contains(line), position.column >= 1 else { return [] }
        return lines[line].dropFirst(position.column - 1)
    }
}
