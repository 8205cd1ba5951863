import Recipes

/// One thing to put into a segment.
package struct PlannedItem: Sendable, Equatable {
    /// Absolute path in the running system, as the recipe names it.
    package var path: String
    package var content: PlannedContent
    /// Where the recipe asks for it; nil where the distribution does.
    package var origin: SourcePosition?

    package init(path: String, content: PlannedContent, origin: SourcePosition? = nil) {
        self.path = path
        self.content = content
        self.origin = origin
    }
}
