/// A value and where the recipe says it, so that whoever finds it wrong later can point at it.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var position: SourcePosition

    package init(_ value: Value, at position: SourcePosition) {
        self.value = value
        self.position = position
    }
}

extension Located: Equatable where Value: Equatable {}
