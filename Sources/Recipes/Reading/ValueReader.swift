/// Reads one value as its rule says; what is wrong goes to the findings and reads as nil.
struct ValueReader {
    let findings: Findings
    /// How messages name the value: `base.version`.
    let path: String
    /// How it is written in its table: `version`.
    let key: String
    let rule: KeyRule

    /// `path: expected …, found …; hint`
    func mismatch(_ node: Node, expected: String, hint: String? = nil) {
        findings.error(
            at: node.position, "\(path): expected \(expected), found \(node.phrase)",
            hint: hint ?? "for example \(key) = \(rule.example)")
    }

    /// `path: "text" is …; hint`
    func refuse(_ text: String, at position: SourcePosition, _ fault: TextFault) {
        findings.error(at: position, "\(path): \(Quoting.quoted(text)) \(fault.problem)", hint: fault.hint)
    }

    /// The string of a node. On the command line nobody quotes: there a number is what was typed.
    func string(_ node: Node) -> String? {
        switch node.value {
        case .string(let text): text
        case .integer, .float, .boolean, .date: node.position.isCommandLine ? node.text : nil
        case .table, .array: nil
        }
    }

    // MARK: - Strings

    /// A string of the rule's form.
    func text(_ node: Node) -> Located<String>? {
        guard let text = string(node) else {
            mismatch(node, expected: "a string", hint: stringHint(node))
            return nil
        }
        switch rule.form {
        case .text(let form), .texts(let form), .textOrTexts(let form), .textsOrTables(let form, _):
            return checked(text, form, at: node.position)
        case .choice(let words), .choices(let words):
            return isAmong(words, text, at: node.position) ? Located(text, at: node.position) : nil
        default: return Located(text, at: node.position)
        }
    }

    /// An array of strings of the rule's form.
    func texts(_ node: Node) -> [Located<String>] {
        if case .array(let items) = node.value { return items.compactMap(text) }
        if case .textOrTexts = rule.form {
            if string(node) != nil { return [text(node)].compactMap(\.self) }
            mismatch(node, expected: "a string or an array of strings")
            return []
        }
        mismatch(node, expected: "an array of strings", hint: arrayHint(node))
        return []
    }

    /// Checks a string and rebases it where it is a path of this machine.
    func checked(_ text: String, _ form: TextForm, at position: SourcePosition) -> Located<String>? {
        if form == .system {
            guard findings.knownSystems.contains(text) else {
                let nearest =
                    text.utf8.count <= 64 ? Spelling.nearest(text, among: findings.knownSystems) : nil
                let known = findings.knownSystems.sorted().joined(separator: ", ")
                refuse(
                    text, at: position,
                    TextFault(
                        "is no known operating system", hint: nearest.map(Self.guess) ?? "known are \(known)")
                )
                return nil
            }
        } else if form == .environment, form.fault(in: text) != nil {
            // Whoever takes the name for the value has written the secret here.
            findings.error(
                at: position, "\(path): this is not the name of an environment variable",
                hint: "name the variable that holds the secret: letters, digits and \"_\"")
            return nil
        } else if let fault = form.fault(in: text) {
            refuse(text, at: position, fault)
            return nil
        }
        return Located(form.isLocalPath(text) ? findings.path(text, writtenAt: position) : text, at: position)
    }

    private func isAmong(_ words: [String], _ text: String, at position: SourcePosition) -> Bool {
        if words.contains(text) { return true }
        let nearest = text.utf8.count <= 64 ? Spelling.nearest(text, among: words) : nil
        refuse(
            text, at: position,
            TextFault("is not one of \(words.joined(separator: ", "))", hint: nearest.map(Self.guess)))
        return false
    }

    private static func guess(_ word: String) -> String { "did you mean \"\(word)\"?" }

    /// Quotes help where what is within them is right then.
    private func stringHint(_ node: Node) -> String? {
        guard !node.text.isEmpty else { return nil }
        let quoted = Quoting.quoted(node.text)
        switch rule.form {
        case .text(let form): return form.fault(in: node.text) == nil ? "quote it: \(key) = \(quoted)" : nil
        case .texts(let form), .textOrTexts(let form):
            return form.fault(in: node.text) == nil ? "quote it: \(quoted)" : nil
        case .choice(let words), .choices(let words): return "possible are \(words.joined(separator: ", "))"
        default: return nil
        }
    }

    private func arrayHint(_ node: Node) -> String? {
        guard case .string(let text) = node.value else { return nil }
        return "write \(key) = [\(Quoting.quoted(text))]"
    }
}
