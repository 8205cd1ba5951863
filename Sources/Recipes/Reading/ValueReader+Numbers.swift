extension ValueReader {
    /// An integer within the rule's range.
    func integer(_ node: Node) -> Located<Int>? {
        guard case .integer(let value) = node.value else {
            var hint: String?
            if case .string(let text) = node.value, Int(text) != nil {
                hint = "leave the quotes out: \(key) = \(text)"
            }
            mismatch(node, expected: "an integer", hint: hint)
            return nil
        }
        guard case .integer(let range) = rule.form, let number = Int(exactly: value), range.contains(number)
        else {
            if case .integer(let range) = rule.form {
                findings.error(
                    at: node.position,
                    "\(path): \(value) is out of range; \(range.lowerBound) to \(range.upperBound) are possible"
                )
            }
            return nil
        }
        return Located(number, at: node.position)
    }

    /// Permission bits.
    func mode(_ node: Node) -> UInt32? {
        if let text = string(node) {
            if let mode = ModeText.value(of: text) { return mode }
            refuse(
                text, at: node.position,
                TextFault("is not a mode: three or four octal digits", hint: "for example \(key) = \"0644\""))
            return nil
        }
        var hint = "for example \(key) = \"0644\""
        if case .integer = node.value, let meant = ModeText.quoted(from: node.text) {
            hint = "quote it: \(key) = \(meant)"
        }
        mismatch(node, expected: "a string of octal digits", hint: hint)
        return nil
    }

    func owner(_ node: Node) -> Owner? {
        guard let text = string(node) else {
            mismatch(node, expected: "a string", hint: "for example \(key) = \"0:0\"")
            return nil
        }
        if let owner = OwnerText.value(of: text) { return owner }
        refuse(
            text, at: node.position,
            TextFault(
                "is not an owner: numbers or root, as in \"1000:1000\"",
                hint: "other names are not the same on every machine"))
        return nil
    }

    /// Bytes: a string with a unit or an integer above 0.
    func size(_ node: Node) -> Located<UInt64>? {
        switch node.value {
        case .integer(let value):
            if value > 0 { return Located(UInt64(value), at: node.position) }
            findings.error(at: node.position, "\(path): \(value) is not a size: it must be above 0")
        case .string(let text):
            if let bytes = SizeText.value(of: text) { return Located(bytes, at: node.position) }
            let units = SizeText.units.map(\.name).joined(separator: ", ")
            refuse(
                text, at: node.position,
                TextFault(
                    "is not a size: a whole number above 0 with \(units), below 16 EiB",
                    hint: "for example \(key) = \(rule.example)"))
        default: mismatch(node, expected: "a size")
        }
        return nil
    }

    /// Seconds: a string with a unit or an integer, at most the rule's maximum.
    func seconds(_ node: Node) -> Int? {
        var seconds: Int?
        switch node.value {
        case .integer(let value): seconds = Int(exactly: value)
        case .string(let text):
            guard let value = DurationText.seconds(of: text) else {
                refuse(
                    text, at: node.position,
                    TextFault(
                        "is not a duration: a whole number with s or m",
                        hint: "for example \(key) = \(rule.example)"))
                return nil
            }
            seconds = value
        default:
            mismatch(node, expected: "a duration")
            return nil
        }
        guard case .duration(let maximum) = rule.form, let seconds, (0...maximum).contains(seconds) else {
            if case .duration(let maximum) = rule.form {
                findings.error(
                    at: node.position,
                    "\(path): \(seconds ?? 0) seconds are out of range; 0 to \(maximum) are possible")
            }
            return nil
        }
        return seconds
    }

    /// `true` or `false`.
    func boolean(_ node: Node) -> Bool? {
        if case .boolean(let value) = node.value { return value }
        var hint: String?
        if case .string(let text) = node.value, text == "true" || text == "false" {
            if node.position.isCommandLine { return text == "true" }
            hint = "leave the quotes out: \(key) = \(text)"
        }
        mismatch(node, expected: "true or false", hint: hint)
        return nil
    }
}
