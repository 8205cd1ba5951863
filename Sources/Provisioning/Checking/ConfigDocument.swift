/// A configuration as its author wrote it, byte for byte: the first line, a BOM, line ends and tabs all matter.
package struct ConfigDocument: Sendable, Equatable {
    /// The name that positions carry.
    package var file: String
    package var bytes: [UInt8]
    /// Added to the lines of positions, for text within a recipe.
    package var lineOffset: Int

    package init(file: String, bytes: [UInt8], lineOffset: Int = 0) {
        self.file = file
        self.bytes = bytes
        self.lineOffset = lineOffset
    }
}
