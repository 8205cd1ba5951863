/// A kernel command line cut into its parameters, as lib/cmdline.c `next_arg` cuts it.
struct KernelCommandLine {
    /// One parameter; `value` is nil where there is no "=".
    struct Parameter: Equatable {
        /// With "-" as "_", which the kernel takes as equal (kernel/params.c `parameq`).
        var key: String
        var value: String?
    }

    let parameters: [Parameter]

    /// Blanks separate, double quotes hold together, everything behind `--` belongs to init.
    init(_ text: String) {
        var found: [Parameter] = []
        var word = ""
        var quoted = false
        func close() -> Bool {
            defer { word = "" }
            if word.isEmpty { return true }
            if word == "--" { return false }
            found.append(Self.parameter(word))
            return true
        }
        for character in text {
            if character == "\"" { quoted.toggle() }
            if character.isWhitespace, !quoted {
                if !close() {
                    parameters = found
                    return
                }
            } else {
                word.append(character)
            }
        }
        _ = close()
        parameters = found
    }

    /// The values of a parameter in order, nil for one without "=".
    func values(_ key: String) -> [String?] { parameters.filter { $0.key == key }.map(\.value) }

    private static func parameter(_ word: String) -> Parameter {
        let bare = word.hasPrefix("\"") ? unquoted(word) : word
        let parts = bare.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(parts[0].map { $0 == "-" ? "_" : $0 })
        return Parameter(key: key, value: parts.count > 1 ? unquoted(String(parts[1])) : nil)
    }

    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("\"") else { return text }
        let inner = text.dropFirst()
        return String(inner.hasSuffix("\"") ? inner.dropLast() : inner)
    }
}
