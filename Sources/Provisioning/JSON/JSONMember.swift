import Recipes

/// One name of a JSON object and its value.
package struct JSONMember: Sendable, Equatable {
    package var name: String
    package var namePosition: SourcePosition?
    package var value: JSONNode

    package init(_ name: String, _ value: JSONNode, at namePosition: SourcePosition? = nil) {
        self.name = name
        self.namePosition = namePosition
        self.value = value
    }
}
