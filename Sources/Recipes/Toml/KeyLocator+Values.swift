extension KeyLocator {
    /// The value here.
    mutating func value() throws(Diagnostic) -> Node {
        switch cursor.byte {
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "{"): return try inlineTable()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let position = cursor.position
            return Node(.string(try string()), at: position)
        default: return try scalar()
        }
    }

    private mutating func array() throws(Diagnostic) -> Node {
        let position = cursor.position
        var items: [Node] = []
        cursor.advance()
        skipBlank(lines: true)
        while cursor.byte != UInt8(ascii: "]") {
            items.append(try value())
            skipBlank(lines: true)
            if cursor.byte == UInt8(ascii: ",") {
                cursor.advance()
                skipBlank(lines: true)
            } else if cursor.byte != UInt8(ascii: "]") {
                throw fault()
            }
        }
        cursor.advance()
        return Node(.array(items), at: position)
    }

    private mutating func inlineTable() throws(Diagnostic) -> Node {
        let table = TableBuilder(at: cursor.position)
        cursor.advance()
        skipBlank()
        while cursor.byte != UInt8(ascii: "}") {
            try pair(in: table)
            skipBlank()
            if cursor.byte == UInt8(ascii: ",") {
                cursor.advance()
                skipBlank()
            } else if cursor.byte != UInt8(ascii: "}") {
                throw fault()
            }
        }
        cursor.advance()
        return table.node
    }

    private mutating func scalar() throws(Diagnostic) -> Node {
        let position = cursor.position
        let text = cursor.takeScalar()
        guard let value = TomlScalar.value(of: text) else { throw fault() }
        return Node(value, at: position, text: text)
    }
}
