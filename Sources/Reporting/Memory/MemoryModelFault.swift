/// Why nothing can be said of an image's need for RAM.
package enum MemoryModelFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no segment to unpack.
    case noSegments
    /// A size that must not be negative, by name.
    case negative(String)
    /// More RAM than the model looks at: so many MiB do not suffice.
    case beyondLimit(MemoryCondition.Kind, limitMiB: Int)

    package var description: String {
        switch self {
        case .noSegments: "the memory model needs the statistics of at least one segment"
        case .negative(let name): "\(name) is negative"
        case .beyondLimit(let kind, let limit):
            "this image does not boot with any RAM up to \(limit) MiB (\(kind.rawValue)); make it smaller"
        }
    }
}
