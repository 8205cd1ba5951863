/// What a field of Ignition's objects takes.
indirect enum FieldShape: Sendable, Equatable {
    case text
    case flag
    /// A whole number of 64 bits.
    case whole
    /// A whole number that is not negative.
    case natural
    case object(IgnitionType)
    case list(FieldShape)

    /// In words, for a message.
    var described: String {
        switch self {
        case .text: "a text"
        case .flag: "true or false"
        case .whole: "a whole number"
        case .natural: "a whole number that is not negative"
        case .object: "an object"
        case .list: "a list"
        }
    }
}
