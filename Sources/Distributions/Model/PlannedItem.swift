import Recipes

/// One thing to put into a segment.
package struct PlannedItem: Sendable, Equatable {
    /// Absolute path in the running system, as the recipe names it.
    package var path: String
    package var content: PlannedContent
    /// Where the recipe asks for it; nil where the distribution does.
    package var origin: SourcePosition?
    /// File capabilities that the recipe asks for, of a file or of files of an overlay.
    package var capabilities: [PlannedCapability]

    package init(
        path: String, content: PlannedContent, origin: SourcePosition? = nil,
        capabilities: [PlannedCapability] = []
    ) {
        self.path = path
        self.content = content
        self.origin = origin
        self.capabilities = capabilities
    }
}
