/// One key of an object and since when the language has it.
struct TypeField: Sendable {
    let name: String
    let shape: FieldShape
    /// The first minor version that has it.
    let since: Int
    /// The last one; nil: all.
    let until: Int?
    /// Whether `null` means "not there" (a pointer of Go's) rather than "empty".
    let isOptional: Bool

    init(
        _ name: String, _ shape: FieldShape, since: Int = 0, until: Int? = nil, isOptional: Bool = false
    ) {
        self.name = name
        self.shape = shape
        self.since = since
        self.until = until
        self.isOptional = isOptional
    }

    func exists(in minor: Int) -> Bool { minor >= since && minor <= until ?? minor }
}
