/// A type with a reader of its own, which looks at the value's type and not only at its text.
enum GoOwnType: Sendable {
    /// A text (for the shell) or a list of texts (config/yaml/command.go of rancher/os).
    case stringAndSlice
    /// libcompose's `Command`: a text, split as a shell would, or a list of texts.
    case command
    /// libcompose's `Stringorslice`.
    case stringOrSlice
    /// libcompose's `SliceorMap`, for labels: texts only.
    case sliceOrMap
    /// libcompose's `MaporEqualSlice` and `MaporColonSlice`: a list of texts, or a map of texts and whole numbers.
    case mapOrSlice
    /// libcompose's `Ulimits`: a whole number each, or `soft` and `hard`.
    case ulimits

    var described: String {
        switch self {
        case .stringAndSlice, .command, .stringOrSlice: "a text or a list of texts"
        case .sliceOrMap: "a map of texts or a list of texts"
        case .mapOrSlice: "a list of texts or a map of texts and whole numbers"
        case .ulimits: "a map of whole numbers, or of maps with \"soft\" and \"hard\""
        }
    }
}
