/// A position in one line of such a file.
struct LineScanner {
    /// What is wrong at a column.
    struct Fault: Error {
        let column: Int
        let message: String
    }

    private var rest: Substring.UnicodeScalarView
    /// From 1.
    private(set) var column = 1

    init(_ line: Substring.UnicodeScalarView) {
        rest = line
    }

    var isAtEndOrComment: Bool { rest.isEmpty || rest.first == "#" }

    func fault(_ message: String) -> Fault { Fault(column: column, message: message) }

    mutating func skipBlanks() {
        while rest.first == " " || rest.first == "\t" { _ = next() }
    }

    /// Takes the scalar if it is next.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        _ = next()
        return true
    }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = rest.popFirst() else { return nil }
        column += 1
        return scalar
    }

    private mutating func word(_ isPart: (Unicode.Scalar) -> Bool) -> String {
        var word = ""
        while let scalar = rest.first, isPart(scalar) {
            word.unicodeScalars.append(scalar)
            _ = next()
        }
        return word
    }

    private static func isKeyPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }

    /// A bare key.
    mutating func key() throws(Fault) -> String {
        let word = word(Self.isKeyPart)
        guard !word.isEmpty else { throw fault("expected a key") }
        return word
    }

    mutating func value() throws(Fault) -> LineValue {
        switch rest.first {
        case "\"":
            return .string(try string())
        case "'":
            return .string(try literalString())
        default:
            let start = column
            let word = word { Self.isKeyPart($0) || $0 == "+" || $0 == "." || $0 == ":" }
            if word == "true" { return .boolean(true) }
            if word == "false" { return .boolean(false) }
            let digits = word.utf8.drop { $0 == UInt8(ascii: "-") }
            let isPlain =
                digits.allSatisfy { (0x30...0x39).contains($0) }
                && (digits.count == 1 || digits.first != 0x30)
            guard isPlain, !digits.isEmpty, let number = Int64(word) else {
                throw Fault(column: start, message: "expected a string in quotes, an integer, true or false")
            }
            return .integer(number)
        }
    }

    private mutating func literalString() throws(Fault) -> String {
        _ = next()
        var result = ""
        while let scalar = next() {
            if scalar == "'" { return result }
            guard !Self.isControl(scalar) else { throw fault("a control character in a string") }
            result.unicodeScalars.append(scalar)
        }
        throw fault("the string has no closing quote")
    }

    private mutating func string() throws(Fault) -> String {
        _ = next()
        var result = ""
        while let scalar = next() {
            switch scalar {
            case "\"": return result
            case "\\": result.unicodeScalars.append(try escape())
            default:
                guard !Self.isControl(scalar) else { throw fault("a control character in a string") }
                result.unicodeScalars.append(scalar)
            }
        }
        throw fault("the string has no closing quote")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        switch next() {
        case "\"": return "\""
        case "\\": return "\\"
        case "b": return "\u{8}"
        case "t": return "\t"
        case "n": return "\n"
        case "f": return "\u{C}"
        case "r": return "\r"
        case "u": return try scalar(digits: 4)
        case "U": return try scalar(digits: 8)
        default: throw fault("unknown escape in a string")
        }
    }

    private mutating func scalar(digits: Int) throws(Fault) -> Unicode.Scalar {
        var text = ""
        for _ in 0..<digits {
            guard let digit = next(), digit.properties.isASCIIHexDigit else {
                throw fault("expected \(digits) hexadecimal digits")
            }
            text.unicodeScalars.append(digit)
        }
        guard let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw fault("\(text) is no Unicode scalar")
        }
        return scalar
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        // TOML 1.0 allows a tab.
        (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7f
    }
}
