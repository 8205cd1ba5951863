import Recipes

/// One key of a Python dict that PyYAML made.
package struct PyYAMLPair: Sendable, Equatable {
    /// Any scalar: `1:` has a number as its key, `on:` a truth value.
    package var key: PyYAMLValue
    package var value: PyYAMLValue

    package init(_ key: PyYAMLValue, _ value: PyYAMLValue) {
        self.key = key
        self.value = value
    }

    /// The key where it is a text.
    package var name: String? { key.text }

    /// Where to point for something wrong with the value: an empty one has no place of its own.
    package var valuePosition: SourcePosition? {
        value.content == .null ? key.position ?? value.position : value.position ?? key.position
    }
}
