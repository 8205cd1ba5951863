extension SourcePosition {
    /// The `file` of what came from `--set`; its line is the number of the option, counted from 1.
    package static let commandLine = "--set"

    /// Whether this is a place in an option rather than in a file.
    package var isCommandLine: Bool { file == Self.commandLine }
}
