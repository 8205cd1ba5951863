/// One `--set key=value`: a key as TOML writes it, and a TOML value or plain text.
struct Override {
    /// The parts of the key.
    var parts: [KeyLocator.Part]
    var value: Node

    /// - Parameters:
    ///   - text: the option's argument.
    ///   - number: which `--set` it is, counted from 1; the line of its positions.
    init(_ text: String, number: Int) throws(Diagnostic) {
        let start = SourcePosition(file: SourcePosition.commandLine, line: number, column: 1)
        if Quoting.hasControl(text) {
            throw Diagnostic(
                at: start, "\(Quoting.quoted(text)) holds a control character or a line end",
                hint: "write \\n in a quoted value")
        }
        let bytes = Array(text.utf8)
        guard let equals = Self.equalsSign(in: bytes) else {
            throw Diagnostic(at: start, "\(Quoting.quoted(text)) has no value", hint: "write key=value")
        }
        let keyText = Array(bytes[..<equals])
        let valueText = Array(bytes[(equals + 1)...])
        parts = try Self.key(keyText, number: number, whole: text)
        if let node = try Self.typed(bytes, valueText, parts: parts, number: number) {
            value = node
        } else {
            let column = String(decoding: bytes[...equals], as: UTF8.self).unicodeScalars.count + 1
            value = Node(
                .string(String(decoding: valueText, as: UTF8.self)),
                at: SourcePosition(file: SourcePosition.commandLine, line: number, column: column))
        }
    }

    /// The first `=` outside of quotes.
    private static func equalsSign(in bytes: [UInt8]) -> Int? {
        var quote: UInt8?
        for (index, byte) in bytes.enumerated() {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "=") {
                return index
            }
        }
        return nil
    }

    private static func key(_ text: [UInt8], number: Int, whole: String) throws(Diagnostic) -> [KeyLocator
        .Part]
    {
        let table: NodeTable
        do {
            table = try TomlDocument.parse(
                text + Array("=0".utf8), file: SourcePosition.commandLine, firstLine: number)
        } catch {
            throw Diagnostic(
                at: error.position, "\(Quoting.quoted(whole)) does not begin with a key",
                hint: "write key=value, such as base.version=1.5.8")
        }
        var parts: [KeyLocator.Part] = []
        var level: NodeTable? = table
        while let entry = level?.entries.first {
            parts.append(KeyLocator.Part(key: entry.key, position: entry.keyPosition))
            level = if case .table(let inner) = entry.node.value { inner } else { nil }
        }
        return parts
    }

    /// The value as TOML; nil where it is none and means its text.
    private static func typed(
        _ whole: [UInt8], _ value: [UInt8], parts: [KeyLocator.Part], number: Int
    ) throws(Diagnostic) -> Node? {
        var node: Node?
        do {
            let table = try TomlDocument.parse(whole, file: SourcePosition.commandLine, firstLine: number)
            var level = table
            for part in parts {
                node = level[part.key]?.node
                if case .table(let inner)? = node?.value { level = inner }
            }
        } catch {
            // What begins like an array, a table or a quoted string is meant as one.
            let first = value.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            if let first, "[{\"'".utf8.contains(first) { throw error }
            return nil
        }
        guard let node else { return nil }
        // `5#1` is the text, not the number 5 with a comment behind it.
        let isWhole = node.text.isEmpty || Array(node.text.utf8) == value
        return isWhole ? node : nil
    }

    /// Puts the value in its place and makes the tables on the way.
    func apply(to table: NodeTable) throws(Diagnostic) -> NodeTable {
        if parts.first?.key == RecipeKey.include.rawValue {
            throw Diagnostic(at: parts.first?.position, "include cannot be set on the command line")
        }
        return try placed(parts[...], in: table)
    }

    private func placed(_ rest: ArraySlice<KeyLocator.Part>, in table: NodeTable) throws(Diagnostic)
        -> NodeTable
    {
        guard let part = rest.first else { return table }
        var result = table
        guard rest.count > 1 else {
            result.set(NodeTable.Entry(key: part.key, keyPosition: part.position, node: value))
            return result
        }
        var inner = NodeTable()
        var position = part.position
        switch table[part.key]?.node.value {
        case .table(let found)?:
            inner = found
            position = table[part.key]?.node.position ?? position
        case .array?:
            throw Diagnostic(
                at: part.position,
                "\(Quoting.quoted(part.key)) is an array, which --set can only replace as a whole",
                hint: "write \(part.key)=[…]")
        default: break
        }
        let node = Node(.table(try placed(rest.dropFirst(), in: inner)), at: position)
        let keyPosition = table[part.key]?.keyPosition ?? part.position
        result.set(NodeTable.Entry(key: part.key, keyPosition: keyPosition, node: node))
        return result
    }
}
