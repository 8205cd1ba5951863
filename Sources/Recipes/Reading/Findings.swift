/// What is found while one recipe is read, and what reading needs to know besides the text.
final class Findings {
    /// Beyond this many nobody reads on.
    private static let limit = 100

    private(set) var diagnostics = Diagnostics()
    private var left: Int
    /// The operating systems that the caller knows.
    let knownSystems: [String]
    /// Folder of each file that was read, relative to that of the recipe; paths in it start there.
    var folders: [String: String] = [:]
    /// False after an include failed: what is missing may be in there.
    var knowsEverything = true

    init(knownSystems: [String] = []) {
        self.knownSystems = knownSystems
        left = Self.limit
    }

    func add(_ diagnostic: Diagnostic) {
        guard left > 0 else { return }
        left -= 1
        diagnostics.append(diagnostic)
        if left == 0 {
            diagnostics.error(
                at: diagnostic.position, "there are more than \(Self.limit) findings; the rest is not shown")
        }
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
