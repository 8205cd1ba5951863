/// What a live image asks of the command line beyond what the recipe says.
package struct LiveRootWords: Sendable, Equatable {
    /// To be added at the end.
    package var commandLine: [String]
    /// For the report, one sentence each.
    package var notes: [String]

    package init(commandLine: [String] = [], notes: [String] = []) {
        self.commandLine = commandLine
        self.notes = notes
    }
}
