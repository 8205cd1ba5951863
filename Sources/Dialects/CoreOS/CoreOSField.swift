/// One key of a structure: coreos-cloudinit keeps its type, its pattern and why it is deprecated in struct
/// tags.
struct CoreOSField: Sendable {
    var name: String
    var type: CoreOSType
    /// Why the program calls the key deprecated; nil where it does not.
    var deprecated: String?
    /// The values that it takes; nil: any.
    var pattern: CoreOSPattern?

    init(_ name: String, _ type: CoreOSType, deprecated: String? = nil, pattern: CoreOSPattern? = nil) {
        self.name = name
        self.type = type
        self.deprecated = deprecated
        self.pattern = pattern
    }

    /// Fields of one type.
    static func all(_ type: CoreOSType, _ names: [String], deprecated: String? = nil) -> [CoreOSField] {
        names.map { CoreOSField($0, type, deprecated: deprecated) }
    }
}
