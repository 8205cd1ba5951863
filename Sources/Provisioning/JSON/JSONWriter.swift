/// Writes JSON the same way every time: members in their order, text as UTF-8, only what RFC 8259 asks for
/// escaped.
package enum JSONWriter {
    /// The document; indented by two blanks and ending in a newline, or on one line without one.
    package static func write(_ node: JSONNode, indented: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        write(node, indent: indented ? 0 : nil, into: &output)
        if indented { output.append(0x0a) }
        return output
    }

    /// The same as text.
    package static func text(_ node: JSONNode, indented: Bool = false) -> String {
        String(decoding: write(node, indented: indented), as: UTF8.self)
    }

    private static func write(_ node: JSONNode, indent: Int?, into output: inout [UInt8]) {
        switch node.content {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): quote(text, into: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newline(indent.map { $0 + 1 }, into: &output)
                write(item, indent: indent.map { $0 + 1 }, into: &output)
            }
            if !items.isEmpty { newline(indent, into: &output) }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newline(indent.map { $0 + 1 }, into: &output)
                quote(member.name, into: &output)
                output.append(UInt8(ascii: ":"))
                if indent != nil { output.append(0x20) }
                write(member.value, indent: indent.map { $0 + 1 }, into: &output)
            }
            if !members.isEmpty { newline(indent, into: &output) }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func newline(_ indent: Int?, into output: inout [UInt8]) {
        guard let indent else { return }
        output.append(0x0a)
        output.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }

    private static func quote(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x0a: output.append(contentsOf: "\\n".utf8)
            case 0x0d: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7f:
                let digits = String(byte, radix: 16)
                output.append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
