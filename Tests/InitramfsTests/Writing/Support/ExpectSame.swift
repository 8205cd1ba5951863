import Testing

/// Compares long byte strings and names the first difference instead of printing both.
func expectSame(_ found: [UInt8], _ expected: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    guard found != expected else { return }
    let offset = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let text = offset.map { "differs at \($0): \(found[$0]), not \(expected[$0])" } ?? "is a prefix"
    Issue.record(
        "\(found.count) bytes for \(expected.count): \(text)", sourceLocation: sourceLocation)
}
