import Recipes

/// One key of a YAML map and its value.
package struct YAMLPair: Sendable, Equatable {
    package var key: String
    package var keyPosition: SourcePosition?
    package var value: YAMLNode
    /// True where the key was written without quotes: only then can it be a number or a bool.
    package var isPlainKey = true

    package init(_ key: String, _ value: YAMLNode, at keyPosition: SourcePosition? = nil) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }
}
