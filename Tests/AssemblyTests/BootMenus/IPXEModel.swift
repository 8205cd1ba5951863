/// What iPXE makes of a script, written after src/core/exec.c, src/core/settings.c and src/image/script.c: lines,
/// tokens, operators, then settings. It runs nothing; it lists the commands as they would be called.
struct IPXEModel {
    /// Each command with its arguments, settings replaced.
    private(set) var commands: [[String]] = []
    private(set) var labels: [String] = []
    private var settings = ["kimage-blank": " "]

    init(_ script: String, settings extra: [String: String] = [:]) {
        settings.merge(extra) { $1 }
        var pending = ""
        for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
            let whole = pending + line
            if whole.hasSuffix("\\") {
                pending = String(whole.dropLast())
                continue
            }
            pending = ""
            add(whole)
        }
    }

    private mutating func add(_ line: String) {
        var tokens = line.split(separator: " ").map(String.init)
        if let first = tokens.first, first.hasPrefix(":") {
            labels.append(String(first.dropFirst()))
            tokens.removeFirst()
        }
        var command: [String] = []
        for token in tokens {
            if token.hasPrefix("#") { break }
            if ["||", "&&", ";"].contains(token) {
                commands.append(command.map(expanded))
                command = []
            } else {
                command.append(token)
            }
        }
        commands.append(command.map(expanded))
        commands.removeAll(where: \.isEmpty)
    }

    /// The last `${` before the first `}`, as long as there is one.
    private func expanded(_ token: String) -> String {
        var text = token
        while let end = Self.end(text), let start = text[..<end].range(of: "${", last: true) {
            let name = String(text[start.upperBound..<end])
            let value = settings[name.hasSuffix(":string") ? String(name.dropLast(7)) : name] ?? ""
            text.replaceSubrange(start.lowerBound...end, with: value)
        }
        return text
    }

    private static func end(_ text: String) -> String.Index? {
        guard let start = text.range(of: "${", last: false) else { return nil }
        return text[start.upperBound...].firstIndex(of: "}")
    }

    /// The text of the item of this label, as the menu shows it.
    func item(_ label: String) -> String? {
        for command in commands where command.first == "item" {
            var words = command.dropFirst()
            while words.first == "--key" { words = words.dropFirst(2) }
            if words.first == label { return words.dropFirst().joined(separator: " ") }
        }
        return nil
    }

    /// The command line of the only kernel.
    var kernelArguments: String {
        let kernel = commands.first { $0.first == "kernel" } ?? []
        return kernel.dropFirst(4).joined(separator: " ")
    }
}

extension Substring {
    fileprivate func range(of text: String, last: Bool) -> Range<String.Index>? {
        String.find(self, text, last)
    }
}

extension String {
    fileprivate func range(of text: String, last: Bool) -> Range<String.Index>? {
        String.find(self[...], text, last)
    }

    fileprivate static func find(_ whole: Substring, _ text: String, _ last: Bool) -> Range<String.Index>? {
        var found: Range<String.Index>?
        var start = whole.startIndex
        while start < whole.endIndex {
            if whole[start...].hasPrefix(text) {
                found = start..<whole.index(start, offsetBy: text.count)
                if !last { return found }
            }
            start = whole.index(after: start)
        }
        return found
    }
}
