/// What is found while one recipe is read, and what reading needs to know besides the text.
final class Findings {
    /// Beyond this many nobody reads on.
    private static let limit = 100

    private var diagnostics = Diagnostics()
    private var left = Findings.limit
    /// The operating systems that the caller knows.
    let knownSystems: [String]
    /// Folder of each file that was read, relative to that of the recipe; paths in it start there.
    var folders: [String: String] = [:]
    /// False after an include failed: what is missing may be in there.
    var knowsEverything = true

    init(knownSystems: [String] = []) {
        self.knownSystems = knownSystems
    }

    /// Whether what is added now will not be shown; then its hint need not be looked for.
    var isFull: Bool { left <= 0 }

    /// In the order of the text. Where findings were left out an error says so, also where those that are left are
    /// warnings: what was left out may have been errors.
    var sorted: Diagnostics {
        var result = Diagnostics(diagnostics.sorted)
        if left < 0 {
            result.error(at: nil, "there are more than \(Self.limit) findings; the rest is not shown")
        }
        return result
    }

    func add(_ diagnostic: Diagnostic) {
        left -= 1
        if left >= 0 { diagnostics.append(diagnostic) }
    }

    func error(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        add(Diagnostic(.error, at: position, message, hint: hint))
    }

    func warning(at position: SourcePosition?, _ message: String, hint: String? = nil) {
        add(Diagnostic(.warning, at: position, message, hint: hint))
    }

    /// The path as it is from the recipe's folder, for one written in `position.file`.
    func path(_ path: String, writtenAt position: SourcePosition) -> String {
        PathText.join(folders[position.file] ?? ".", path)
    }
}
