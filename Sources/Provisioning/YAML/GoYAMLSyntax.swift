import Recipes

/// Where the ports of libyaml 0.1 that Go programs of 2014 to 2020 carry are stricter than libyaml itself is today.
package enum GoYAMLSyntax {
    /// The first place of `text` that the old scanner refuses although libyaml takes it; nil where there is none.
    ///
    /// `root` is the document as `YAMLReader` reads it from `text` with the same file name and line offset.
    package static func fault(
        in root: YAMLNode?, of text: [UInt8], file: String, lineOffset: Int = 0
    ) -> Diagnostic? {
        let lines = GoYAMLLines(text)
        if let root, let fault = flow(root, isFlow: false, lines, lineOffset) { return fault }
        return afterDocument(text, file: file, lineOffset: lineOffset)
    }

    /// A Go program asks for one event more than the first document has, so that text that is no document is an error.
    private static func afterDocument(_ text: [UInt8], file: String, lineOffset: Int) -> Diagnostic? {
        do throws(YAMLFault) {
            var events = try YAMLEvents(text)
            var isEnded = false
            while true {
                let kind = try events.next().kind
                if isEnded || kind == .streamEnd { return nil }
                isEnded = kind == .documentEnd
            }
        } catch {
            let mark = error.mark ?? YAMLMark(line: 1, column: 1)
            return YAMLReader.diagnostic(
                error, at: SourcePosition(file: file, line: mark.line + lineOffset, column: mark.column))
        }
    }

    /// libyaml takes `x:y` and `x?` within brackets for text since 0.2.1; before, either was an error there.
    private static func flow(
        _ node: YAMLNode, isFlow: Bool, _ lines: GoYAMLLines, _ lineOffset: Int
    ) -> Diagnostic? {
        // What an alias names is looked at where it is written.
        if node.isAlias { return nil }
        switch node.content {
        case .scalar(let text, let plain):
            guard isFlow, plain || isWrittenPlain(node, lines, lineOffset) else { return nil }
            return plainFault(text, at: node.position)
        case .sequence(let items):
            let inner = isFlow || lines.character(of: node.position, lineOffset) == UInt8(ascii: "[")
            for item in items { if let fault = flow(item, isFlow: inner, lines, lineOffset) { return fault } }
        case .mapping(let pairs):
            let inner = isFlow || lines.character(of: node.position, lineOffset) == UInt8(ascii: "{")
            for pair in pairs {
                if inner, pair.isPlainKey, let fault = plainFault(pair.key, at: pair.keyPosition) {
                    return fault
                }
                if let fault = flow(pair.value, isFlow: inner, lines, lineOffset) { return fault }
            }
        }
        return nil
    }

    /// A scalar with a tag is not marked as plain, but the scanner sees it as one.
    private static func isWrittenPlain(_ node: YAMLNode, _ lines: GoYAMLLines, _ lineOffset: Int) -> Bool {
        guard node.tag != nil, case .scalar(let text, _) = node.content else { return false }
        return !text.isEmpty && !lines.isQuoted(from: node.position, lineOffset)
    }

    private static func plainFault(_ text: String, at position: SourcePosition?) -> Diagnostic? {
        guard let sign = text.utf8.first(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?") }) else {
            return nil
        }
        let found = sign == UInt8(ascii: ":") ? ":" : "?"
        return Diagnostic(
            at: position,
            "the YAML is not well formed: found \"\(found)\" in \"\(text)\", which has no quotes within brackets",
            hint: "write it in quotes, or the list with one item a line")
    }
}
