/// What GRUB makes of a script, written after grub-core/script/yylex.l and grub-core/lib/cmdline.c: the words of each
/// command, quotes taken away; variables stay as `$name`.
struct GrubModel {
    /// Each command with its words; `{`, `}` and reserved words are words like others.
    let commands: [[String]]

    init(_ script: String) {
        var commands: [[String]] = []
        var words: [String] = []
        var word: String?
        var state = State.plain
        for character in script {
            switch (state, character) {
            case (.comment, "\n"):
                state = .plain
            case (.comment, _): break
            case (.single, "'"): state = .plain
            case (.single, _): word = (word ?? "") + String(character)
            case (.double, "\""): state = .plain
            case (.double, "\\"): state = .doubleEscape
            case (.double, _): word = (word ?? "") + String(character)
            case (.doubleEscape, _):
                word = (word ?? "") + ("$\\\"".contains(character) ? "" : "\\") + String(character)
                state = .double
            case (.escape, _):
                word = (word ?? "") + String(character)
                state = .plain
            case (.plain, "'"):
                word = word ?? ""
                state = .single
            case (.plain, "\""):
                word = word ?? ""
                state = .double
            case (.plain, "\\"): state = .escape
            case (.plain, "#") where word == nil: state = .comment
            case (.plain, " "), (.plain, "\n"), (.plain, ";"), (.plain, "|"), (.plain, "&"), (.plain, "<"),
                (.plain, ">"):
                if let word { words.append(word) }
                word = nil
                if character != " " {
                    if !words.isEmpty { commands.append(words) }
                    words = []
                    if character != "\n", character != ";" { commands.append([String(character)]) }
                }
            case (.plain, _): word = (word ?? "") + String(character)
            }
        }
        if state != .plain { commands.append(["unterminated"]) }
        self.commands = commands
    }

    private enum State { case plain, single, double, doubleEscape, escape, comment }

    /// The title of the entry with this id.
    func title(_ id: String) -> String? {
        for words in commands where words.first == "menuentry" {
            if let place = words.firstIndex(of: "--id"), words[place + 1] == id,
                let dashes = words.firstIndex(of: "--")
            {
                return words[dashes + 1]
            }
        }
        return nil
    }

    /// The command line of the only kernel: a word with a blank gets quotes, and quotes and backslashes a backslash.
    var kernelArguments: String {
        let linux = commands.first { $0.starts(with: ["if", "linux"]) } ?? []
        return linux.dropFirst(3).map { word in
            let escaped = word.map { "\\'\"".contains($0) ? "\\\($0)" : String($0) }.joined()
            return word.contains(" ") ? "\"\(escaped)\"" : escaped
        }.joined(separator: " ")
    }
}
