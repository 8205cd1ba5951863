import Recipes

/// A JSON value with its place; numbers keep their text, so that 420, 420.0 and 4.2e2 stay apart.
package struct JSONNode: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case null
        case bool(Bool)
        /// As written.
        case number(String)
        case string(String)
        case array([JSONNode])
        /// In the order of the text; a name may be there twice.
        case object([JSONMember])
    }

    package var content: Content
    /// nil where the value does not come from a file.
    package var position: SourcePosition?

    package init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        self.position = position
    }
}
