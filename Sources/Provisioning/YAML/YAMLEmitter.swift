/// Writes nodes as block-style YAML that every parser in question reads alike: YAML 1.1 and 1.2, Go's, Python's and
/// C++'s.
///
/// Text that any of them could take for something else is double-quoted; text of several lines becomes a literal
/// block. A plain scalar of the user's is written as it was, so that `true` stays a truth value.
package enum YAMLEmitter {
    /// The document, ending in a newline.
    package static func emit(_ node: YAMLNode) -> String {
        var lines: [String] = []
        write(node, indent: 0, into: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func write(_ node: YAMLNode, indent: Int, into lines: inout [String]) {
        switch node.content {
        case .scalar(let text, let plain):
            lines.append(pad(indent) + scalar(text, plain: plain))
        case .sequence(let items):
            if items.isEmpty { lines.append(pad(indent) + "[]") }
            for item in items { write(item, after: "-", indent: indent, into: &lines) }
        case .mapping(let pairs):
            if pairs.isEmpty { lines.append(pad(indent) + "{}") }
            for pair in pairs {
                write(pair.value, after: scalar(pair.key, plain: false) + ":", indent: indent, into: &lines)
            }
        }
    }

    /// `lead` is a dash or a key with its colon; the value follows on the same line where it fits there.
    private static func write(_ node: YAMLNode, after lead: String, indent: Int, into lines: inout [String]) {
        switch node.content {
        case .scalar(let text, let plain):
            if let block = literalBlock(text) {
                lines.append(pad(indent) + lead + " " + block.header)
                for line in block.lines { lines.append(line.isEmpty ? "" : pad(indent + 2) + line) }
            } else {
                let value = scalar(text, plain: plain)
                lines.append(pad(indent) + lead + (value.isEmpty ? "" : " " + value))
            }
        case .sequence(let items) where items.isEmpty:
            lines.append(pad(indent) + lead + " []")
        case .mapping(let pairs) where pairs.isEmpty:
            lines.append(pad(indent) + lead + " {}")
        case .sequence, .mapping:
            var inner: [String] = []
            write(node, indent: indent + 2, into: &inner)
            if lead == "-", let first = inner.first {
                lines.append(pad(indent) + "- " + first.dropFirst(indent + 2))
                lines.append(contentsOf: inner.dropFirst())
            } else {
                lines.append(pad(indent) + lead)
                lines.append(contentsOf: inner)
            }
        }
    }

    /// A literal block for text of several lines; nil where a block cannot hold it exactly.
    private static func literalBlock(_ text: String) -> (header: String, lines: [String])? {
        guard text.contains("\n") else { return nil }
        let exact = text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || isPlainPrintable($0) }
        guard exact else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The parser takes the indentation from the first line that is not empty, so one that begins with a blank
        // would shift the whole text; and lines that hold only blanks are ambiguous at the end.
        let first = lines.first { !$0.isEmpty } ?? " "
        if first.hasPrefix(" ") || first.hasPrefix("\t") { return nil }
        if text.hasSuffix("\n\n") || lines.contains(where: { !$0.isEmpty && $0.allSatisfy { $0 == " " } }) {
            return nil
        }
        let header = text.hasSuffix("\n") ? "|" : "|-"
        if text.hasSuffix("\n") { lines.removeLast() }
        return (header, lines)
    }

    private static func scalar(_ text: String, plain: Bool) -> String {
        if plain, !text.contains("\n") { return text }
        return isSafePlain(text) ? text : quoted(text)
    }

    /// True for text that no YAML parser takes for anything but this string.
    private static func isSafePlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) || first == "/" else { return false }
        let allowed = text.unicodeScalars.allSatisfy { scalar in
            isLetter(scalar) || ("0"..."9").contains(scalar) || "_-./".unicodeScalars.contains(scalar)
        }
        guard allowed else { return false }
        let words: Set<String> = [
            "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity",
        ]
        return !words.contains(text.lowercased())
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isPlainPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(scalar.value)
                }
            }
        }
        return result + "\""
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        let width = value <= 0xff ? 2 : value <= 0xffff ? 4 : 8
        let letter = value <= 0xff ? "x" : value <= 0xffff ? "u" : "U"
        return "\\" + letter + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// The printable range of YAML 1.1 less the byte order mark and the separators that it takes for line breaks.
    private static func isPlainPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e: true
        case 0xa0...0x2027, 0x202a...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd, 0x10000...0x10ffff: true
        default: false
        }
    }

    private static func pad(_ count: Int) -> String { String(repeating: " ", count: count) }
}
