/// How libcompose splits a command (flynn/go-shlex): like a shell, but with a fixed set of characters.
enum ShellWords {
    private enum State {
        case start
        case word
        case escape
        case doubleQuoted
        case escapeInDouble
        case singleQuoted
        case comment
    }

    private enum Kind {
        case character
        case blank
        case doubleQuote
        case singleQuote
        case backslash
        case hash
        case unknown
    }

    /// Why a text cannot be split; nil where it can.
    static func fault(_ text: String) -> String? {
        var state = State.start
        for scalar in text.unicodeScalars {
            let kind = kind(of: scalar)
            switch (state, kind) {
            case (.doubleQuoted, .doubleQuote), (.singleQuoted, .singleQuote): state = .word
            case (.doubleQuoted, .backslash): state = .escapeInDouble
            case (.doubleQuoted, _), (.singleQuoted, _): break
            case (.comment, .blank): if scalar == "\n" { state = .start }
            case (.comment, _): break
            case (_, .unknown): return "the character \"\(scalar)\" outside of quotes"
            case (.escape, _): state = .word
            case (.escapeInDouble, _): state = .doubleQuoted
            case (.start, .hash): state = .comment
            case (.start, .blank), (.word, .blank): state = .start
            case (_, .doubleQuote): state = .doubleQuoted
            case (_, .singleQuote): state = .singleQuoted
            case (_, .backslash): state = .escape
            default: state = .word
            }
        }
        switch state {
        case .doubleQuoted, .singleQuoted: return "a quote that is not closed"
        case .escape, .escapeInDouble: return "a backslash at the end"
        default: return nil
        }
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "\"": .doubleQuote
        case "'": .singleQuote
        case "\\": .backslash
        case "#": .hash
        case " ", "\t", "\r", "\n": .blank
        case "a"..."z", "A"..."Z", "0"..."9": .character
        default: "._-,/@$*()+=><:;&^%~|!?[]{}".unicodeScalars.contains(scalar) ? .character : .unknown
        }
    }
}
