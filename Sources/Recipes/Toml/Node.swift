/// A value of a TOML text and where it stands.
package struct Node: Sendable, Equatable {
    /// The types of TOML 1.0.
    package enum Value: Sendable, Equatable {
        case table(NodeTable)
        case array([Node])
        case string(String)
        case integer(Int64)
        case float(Double)
        case boolean(Bool)
        /// A date, a time of day or both, as written.
        case date(String)
    }

    package var value: Value
    /// Where the value begins; for a table with a header, its first bracket.
    package var position: SourcePosition
    /// A number, a boolean or a date as written (`0o644`, `3.20`); empty for the others.
    package var text: String

    package init(_ value: Value, at position: SourcePosition, text: String = "") {
        self.value = value
        self.position = position
        self.text = text
    }

    /// What was found, for messages: `the float 3.20`, `an array`.
    package var phrase: String {
        switch value {
        case .table: "a table"
        case .array(let items):
            switch items.first?.value {
            case .table?: "an array of tables"
            case nil: "an empty array"
            default: "an array"
            }
        case .string(let string): "the string \(Quoting.quoted(string))"
        case .integer: "the integer \(Quoting.shortened(text))"
        case .float: "the float \(Quoting.shortened(text))"
        case .boolean: "the boolean \(text)"
        case .date: "the date \(text)"
        }
    }
}
