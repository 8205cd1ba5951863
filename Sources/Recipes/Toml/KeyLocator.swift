/// Reads a text that is known to be valid TOML into a tree with positions.
///
/// It decides nothing about validity; where it cannot follow a text that TOMLKit accepted it reports that instead of
/// guessing.
struct KeyLocator {
    struct Part {
        var key: String
        var position: SourcePosition
    }

    var cursor: TextCursor

    init(_ text: [UInt8], file: String, firstLine: Int = 1) {
        cursor = TextCursor(text, file: file, firstLine: firstLine)
    }

    /// The whole text.
    mutating func document() throws(Diagnostic) -> NodeTable {
        let root = TableBuilder(at: cursor.position)
        var current = root
        skipBlank(lines: true)
        while cursor.byte != nil {
            if cursor.byte == UInt8(ascii: "[") {
                current = try header(in: root)
            } else {
                try pair(in: current)
            }
            skipBlank(lines: true)
        }
        return root.table()
    }

    /// `[a.b]` or `[[a.b]]`: the table that follows.
    private mutating func header(in root: TableBuilder) throws(Diagnostic) -> TableBuilder {
        let start = cursor.position
        let isArray = cursor.isAt("[[")
        cursor.advance(by: isArray ? 2 : 1)
        let parts = try keyPath()
        try expect("]")
        if isArray { try expect("]") }
        guard let last = parts.last else { throw fault() }
        let parent = try table(for: parts.dropLast(), from: root, at: start)
        let slot = parent[last.key]
        if isArray {
            let element = TableBuilder(at: start)
            switch slot?.content {
            case nil:
                parent.set(
                    .init(key: last.key, keyPosition: last.position, content: .tables(.init(first: element))))
            case .tables(let elements)?: elements.append(element)
            default: throw fault()
            }
            return element
        }
        switch slot?.content {
        case nil:
            let table = TableBuilder(at: start)
            parent.set(.init(key: last.key, keyPosition: last.position, content: .table(table)))
            return table
        case .table(let table)?:
            // Implied by `[a.b]` above; this is its own header.
            table.position = start
            parent.set(.init(key: last.key, keyPosition: last.position, content: .table(table)))
            return table
        default: throw fault()
        }
    }

    /// `key = value`, also with dots, also in an inline table.
    mutating func pair(in table: TableBuilder) throws(Diagnostic) {
        let parts = try keyPath()
        guard let last = parts.last else { throw fault() }
        try expect("=")
        skipBlank()
        let owner = try self.table(for: parts.dropLast(), from: table)
        guard owner[last.key] == nil else { throw fault() }
        owner.set(.init(key: last.key, keyPosition: last.position, content: .node(try value())))
    }

    /// Follows the parts from a table, through the newest element of arrays, and makes what is missing: at the
    /// bracket of a header, or where a dotted key names it.
    private func table(
        for parts: ArraySlice<Part>, from start: TableBuilder, at position: SourcePosition? = nil
    ) throws(Diagnostic) -> TableBuilder {
        var table = start
        for part in parts {
            switch table[part.key]?.content {
            case nil:
                let made = TableBuilder(at: position ?? part.position)
                table.set(.init(key: part.key, keyPosition: part.position, content: .table(made)))
                table = made
            case .table(let next)?: table = next
            case .tables(let elements)?: table = elements.newest
            case .node?: throw fault()
            }
        }
        return table
    }

    /// `a."b c".d`, with the blanks around.
    private mutating func keyPath() throws(Diagnostic) -> [Part] {
        var parts: [Part] = []
        repeat {
            if !parts.isEmpty { cursor.advance() }
            skipBlank()
            let position = cursor.position
            switch cursor.byte {
            case UInt8(ascii: "\"")?, UInt8(ascii: "'")?:
                parts.append(Part(key: try string(), position: position))
            default:
                let bare = cursor.take(while: Self.isBare)
                guard !bare.isEmpty else { throw fault() }
                parts.append(Part(key: String(decoding: bare, as: UTF8.self), position: position))
            }
            skipBlank()
        } while cursor.byte == UInt8(ascii: ".")
        return parts
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    mutating func expect(_ character: Unicode.Scalar) throws(Diagnostic) {
        guard let byte = cursor.byte, Unicode.Scalar(byte) == character else { throw fault() }
        cursor.advance()
    }

    /// Blanks; with `lines` also line ends and comments.
    mutating func skipBlank(lines: Bool = false) {
        while let byte = cursor.byte {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): cursor.advance()
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                guard lines else { return }
                cursor.advance()
            case UInt8(ascii: "#"):
                guard lines else { return }
                _ = cursor.take { $0 != UInt8(ascii: "\n") }
            default: return
            }
        }
    }

    /// The two readers of TOML disagree.
    func fault() -> Diagnostic {
        Diagnostic(
            at: cursor.position, "this TOML is valid but could not be followed",
            hint: "write it in a plainer way, and report it as a fault of kimage")
    }
}
