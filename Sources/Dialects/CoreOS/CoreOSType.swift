/// What a key of a coreos-cloudinit cloud-config holds.
indirect enum CoreOSType: Sendable {
    case string
    case int
    case float
    case bool
    case list(CoreOSType)
    case structure([CoreOSField])

    /// The program's name for it: `[]struct`.
    var name: String {
        switch self {
        case .string: "string"
        case .int: "int"
        case .float: "float64"
        case .bool: "bool"
        case .list(let item): "[]" + item.name
        case .structure: "struct"
        }
    }

    /// What a person writes there.
    var described: String {
        switch self {
        case .string: "a text"
        case .int: "a whole number"
        case .float: "a number"
        case .bool: "true or false, without quotes"
        case .list(.structure): "a list of maps"
        case .list: "a list of texts"
        case .structure: "a map"
        }
    }

    /// The field of that name of a structure.
    func field(_ name: String) -> CoreOSField? {
        guard case .structure(let fields) = self else { return nil }
        return fields.first { $0.name == name }
    }

    /// True where a value of the kind becomes one of this type without the program's complaint.
    func takes(_ value: CoreOSValue) -> Bool {
        switch (self, value) {
        case (.string, .text), (.string, .int), (.string, .float), (.string, .bool): true
        case (.float, .float), (.float, .int): true
        case (.int, .int), (.bool, .bool), (.list, .list), (.structure, .map): true
        default: false
        }
    }
}
