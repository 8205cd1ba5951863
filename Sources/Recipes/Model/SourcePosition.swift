/// A place in a recipe: lines and columns count from 1, columns in characters.
package struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    /// The path as the user wrote it.
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }
}
