/// A systemd unit as Ignition reads it: with go-systemd's parser, which is neither as strict nor as lenient
/// as systemd (coreos/go-systemd v22, unit/deserialize.go).
struct UnitText {
    /// Why it is refused; nil where it is taken.
    private(set) var fault: String?
    /// The section of each option, in order: a section without options is not seen.
    private(set) var sections: [String] = []

    private var reader: BufferedText

    /// Longer lines than this are refused where the parser happens to have them in its buffer.
    private static let longestLine = 2048

    private enum Step {
        case betweenSections
        case sectionName
        case sectionEnd(String)
        case sectionOrOption(String)
        case optionName(String)
        case optionValue(String)
        indirect case comment(then: Step)
        case end
        case fault(String)
    }

    init(_ text: String) {
        reader = BufferedText(Array(text.utf8))
        var step = Step.betweenSections
        while true {
            if case .end = step { return }
            if case .fault(let words) = step {
                fault = words
                return
            }
            if reader.buffered >= Self.longestLine, !reader.hasLineEnd(within: Self.longestLine) {
                fault = "a line is longer than \(Self.longestLine) bytes"
                return
            }
            step = next(step)
        }
    }

    /// Whether enabling the unit does anything.
    var hasInstallSection: Bool { sections.contains("Install") }

    private mutating func next(_ step: Step) -> Step {
        switch step {
        case .betweenSections:
            guard let byte = reader.next() else { return .end }
            if byte == UInt8(ascii: "[") { return .sectionName }
            return Self.isComment(byte) ? .comment(then: .betweenSections) : .betweenSections
        case .sectionName:
            let (name, isFound) = reader.readThrough(UInt8(ascii: "]"))
            guard isFound else { return .fault("a section's name has no closing bracket") }
            return .sectionEnd(String(decoding: name.dropLast(), as: UTF8.self))
        case .sectionEnd(let section):
            guard Self.isBlank(line().bytes) else {
                return .fault("something follows the section [\(section)] on its line")
            }
            return .sectionOrOption(section)
        case .sectionOrOption(let section):
            guard let byte = reader.peek else {
                _ = reader.next()
                return .end
            }
            if let blank = reader.blankLength {
                reader.skip(blank)
                return .sectionOrOption(section)
            }
            if byte == UInt8(ascii: "[") {
                _ = reader.next()
                return .sectionName
            }
            if Self.isComment(byte) {
                _ = reader.next()
                return .comment(then: .sectionOrOption(section))
            }
            return .optionName(section)
        case .optionName(let section):
            while let byte = reader.next() {
                if byte == 0x0a || byte == 0x0d { return .fault("a line in [\(section)] has no equals sign") }
                if byte == UInt8(ascii: "=") { return .optionValue(section) }
            }
            return .fault("the last line in [\(section)] has no equals sign")
        case .optionValue(let section):
            let bytes = line().bytes
            if !Self.isBlank(bytes), bytes.last == UInt8(ascii: "\\") { return .optionValue(section) }
            sections.append(section)
            return .sectionOrOption(section)
        case .comment(let following):
            while true {
                var bytes = line().bytes
                if bytes.last == 0x20 { bytes.removeLast() }
                // A comment goes on where its line ends in a backslash.
                if bytes.last != UInt8(ascii: "\\") { return following }
            }
        case .end, .fault:
            return step
        }
    }

    /// The rest of the line without its end; a carriage return before the newline stays.
    private mutating func line() -> (bytes: ArraySlice<UInt8>, isFound: Bool) {
        var (bytes, isFound) = reader.readThrough(0x0a)
        if bytes.last == 0x0d { bytes.removeLast() }
        if bytes.last == 0x0a { bytes.removeLast() }
        return (bytes, isFound)
    }

    private static func isComment(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")
    }

    private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
