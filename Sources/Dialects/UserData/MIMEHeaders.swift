/// The head of a message or of a part: fields, and where the body begins.
struct MIMEHeaders {
    /// Names in lower case, values with their continuation lines joined, in the order of the text.
    private(set) var fields: [(name: String, value: String)] = []
    /// Lines that the head takes, the empty one behind it included.
    private(set) var lines = 0
    /// False where a line stands in the head that is no field: Python's reader takes the rest for the body, Go's gives up.
    private(set) var isWhole = true

    init(_ text: ArraySlice<ArraySlice<UInt8>>) {
        for (index, bytes) in text.enumerated() {
            let line = bytes.last == 0x0d ? bytes.dropLast() : bytes
            lines = index + 1
            if line.isEmpty { return }
            if let first = line.first, first == 0x20 || first == 0x09, !fields.isEmpty {
                fields[fields.count - 1].value += " " + Self.trimmed(line)
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isName(line[..<colon]) {
                fields.append(
                    (
                        String(decoding: line[..<colon], as: UTF8.self).lowercased(),
                        Self.trimmed(line[line.index(after: colon)...])
                    ))
            } else if index > 0 || !line.starts(with: "From ".utf8) {
                isWhole = false
                lines = index
                return
            }
        }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// `text/plain` and its like in lower case; nil where there is none, or none that is a type.
    var contentType: String? {
        guard let value = self["content-type"] else { return nil }
        let type = value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        return type.split(separator: "/", omittingEmptySubsequences: true).count == 2 ? type : nil
    }

    /// A parameter of a field: `boundary` of `Content-Type`, `filename` of `Content-Disposition`.
    func parameter(_ name: String, of field: String) -> String? {
        guard let value = self[field] else { return nil }
        for part in Self.parameters(value) {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Self.trimmed(Array(pair[0].utf8)[...]).lowercased() == name else {
                continue
            }
            let text = Self.trimmed(Array(pair[1].utf8)[...])
            guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
            return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing(
                "\\\\", with: "\\")
        }
        return nil
    }

    /// Split at semicolons outside of quotes.
    private static func parameters(_ value: String) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        for character in value {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return Array(parts.dropFirst())
    }

    /// RFC 5322, 2.2: printable ASCII without the colon.
    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { (0x21...0x7e).contains($0) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
