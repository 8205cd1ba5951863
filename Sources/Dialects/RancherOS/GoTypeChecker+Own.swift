import Recipes

extension GoTypeChecker {
    /// Types that read the value themselves: they see numbers and truth values as such.
    mutating func checkOwn(_ node: CandiedNode, _ type: GoOwnType, path: String, at place: SourcePosition?) {
        let value = Self.seen(node.value, isDirect: true)
        switch (type, value) {
        case (.stringAndSlice, .string), (.stringOrSlice, .string):
            break
        case (.command, .string(let text)):
            if let reason = ShellWords.fault(text) { add(.commandSyntax(reason), node, path, at: place) }
        case (.sliceOrMap, .string), (.mapOrSlice, .string), (.ulimits, .string), (.ulimits, .list):
            mismatch(node, .own(type), path, at: place)
        case (_, .list(let items)):
            for (index, item) in items.enumerated() where !Self.isText(item.value) {
                add(
                    .wrongType(expected: "a text"), item, "\(path)[\(index)]", at: item.position ?? place)
            }
        case (.sliceOrMap, .map(let pairs)):
            for pair in pairs { checkPart(pair, path, at: place) { Self.isText($0) } }
        case (.mapOrSlice, .map(let pairs)):
            for pair in pairs { checkPart(pair, path, at: place) { Self.isText($0) || Self.isInteger($0) } }
        case (.ulimits, .map(let pairs)):
            for pair in pairs { checkLimit(pair, path, at: place) }
        default:
            mismatch(node, .own(type), path, at: place)
        }
    }

    private mutating func checkPart(
        _ pair: CandiedPair, _ path: String, at place: SourcePosition?, _ isRight: (CandiedValue) -> Bool
    ) {
        let name = join(path, pair.key.text)
        if !Self.isText(pair.key.value) {
            add(.wrongType(expected: "a text as key"), pair.key, name, at: pair.key.position ?? place)
        }
        guard !isRight(pair.value.value) else { return }
        add(
            .wrongType(expected: isRight(.int(0)) ? "a text or a whole number" : "a text"), pair.value, name,
            at: pair.value.position ?? pair.key.position)
    }

    private mutating func checkLimit(_ pair: CandiedPair, _ path: String, at place: SourcePosition?) {
        let name = join(path, pair.key.text)
        let isRight: Bool
        switch Self.seen(pair.value.value, isDirect: false) {
        case .int: isRight = true
        case .map(let limits):
            isRight =
                limits.count == 2
                && limits.allSatisfy { limit in
                    guard limit.key.value == .string("soft") || limit.key.value == .string("hard") else {
                        return true
                    }
                    return Self.isInteger(limit.value.value)
                }
        default: isRight = false
        }
        guard !isRight else { return }
        add(
            .wrongType(expected: "a whole number, or \"soft\" and \"hard\" as whole numbers"), pair.value,
            name,
            at: pair.value.position ?? pair.key.position ?? place)
    }

    /// The value as the type's own reader meets it: numbers have been written as text and read again, and the words
    /// for null count as null even in quotes where the value stands directly in its field.
    private static func seen(_ value: CandiedValue, isDirect: Bool) -> CandiedValue {
        switch value {
        case .float:
            return CandiedScalar.value(of: CandiedText.written(value) ?? "", plain: true, tag: nil)
        case .string(let text) where isDirect && CandiedScalar.nullWords.contains(text):
            return .null
        default:
            return value
        }
    }

    private static func isText(_ value: CandiedValue) -> Bool {
        if case .string = value { true } else { false }
    }

    private static func isInteger(_ value: CandiedValue) -> Bool {
        if case .int = seen(value, isDirect: false) { true } else { false }
    }
}
