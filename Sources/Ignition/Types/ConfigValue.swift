/// A value as Go's decoder fills it.
indirect enum ConfigValue: Sendable, Equatable {
    case text(String)
    case flag(Bool)
    case whole(Int)
    case list([ConfigValue])
    case object(ConfigObject)
}
