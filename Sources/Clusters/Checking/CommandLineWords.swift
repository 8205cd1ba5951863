/// Splits the text of a script, a unit or a command into commands and their words, as a shell does; what the shell
/// would put in place of variables stays as it is.
enum CommandLineWords {
    /// Each command's words; comments and empty commands are left out.
    static func commands(_ text: String) -> [[String]] {
        var scanner = Scanner()
        var isEscaped = false
        var quote: Unicode.Scalar?
        var isComment = false
        for scalar in text.unicodeScalars {
            if isComment {
                if scalar == "\n" {
                    isComment = false
                    scanner.endCommand()
                }
            } else if isEscaped {
                isEscaped = false
                // A backslash at the end of a line joins it with the next.
                if scalar != "\n" { scanner.add(scalar) }
            } else if scalar == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if scalar == open { quote = nil } else { scanner.add(scalar) }
            } else {
                switch scalar {
                case "\"", "'":
                    quote = scalar
                    scanner.begin()
                case "#" where scanner.isBetweenWords: isComment = true
                case " ", "\t", "\r": scanner.endWord()
                case "\n", ";", "&", "|": scanner.endCommand()
                default: scanner.add(scalar)
                }
            }
        }
        scanner.endCommand()
        return scanner.commands
    }

    private struct Scanner {
        var commands: [[String]] = []
        private var words: [String] = []
        private var word: String?

        var isBetweenWords: Bool { word == nil }

        mutating func begin() { word = word ?? "" }

        mutating func add(_ scalar: Unicode.Scalar) {
            var text = word ?? ""
            text.unicodeScalars.append(scalar)
            word = text
        }

        mutating func endWord() {
            if let word { words.append(word) }
            word = nil
        }

        mutating func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
    }
}
