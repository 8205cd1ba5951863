/// A value of the small part of TOML that our own files are written in.
enum LineValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)

    /// What it is, for messages.
    var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .boolean: "true or false"
        }
    }
}

/// `key = value`, and where it stands.
struct LineEntry: Sendable, Equatable {
    let key: String
    let value: LineValue
    let line: Int
    /// Of the key.
    let column: Int
    /// Of the value.
    let valueColumn: Int
}

/// The entries under one header.
struct LineTable: Sendable, Equatable {
    /// The name between the brackets; empty for what stands before the first header.
    let name: String
    /// Whether the header has two brackets: one of several tables of this name.
    let isElement: Bool
    let line: Int
    var entries: [LineEntry] = []
}
