/// What a key of Butane holds.
indirect enum ButaneShape: Sendable, Equatable {
    case text
    case whole
    case flag
    case list(ButaneShape)
    case object(ButaneType)
    /// An object that is told apart from an empty one (Clevis until base 3).
    case optional(ButaneType)

    /// For messages.
    var described: String {
        switch self {
        case .text: "a text"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .list(.object), .list(.optional): "a list of maps"
        case .list: "a list"
        case .object, .optional: "a map"
        }
    }
}
