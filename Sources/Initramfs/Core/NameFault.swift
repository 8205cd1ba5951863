/// Why a path cannot be the name of an entry.
package enum NameFault: Error, Equatable, Sendable, CustomStringConvertible {
    case parentReference
    case embeddedNUL
    case componentTooLong(Int)
    case tooLong(Int)

    package var description: String {
        switch self {
        case .parentReference: "a component of the path is \"..\""
        case .embeddedNUL: "the path holds a NUL byte"
        case .componentTooLong(let count):
            "a component of the path has \(count) bytes; a file name has at most \(EntryName.maximumComponentLength)"
        case .tooLong(let count):
            "the path has \(count) bytes; the kernel skips names of more than \(EntryName.maximumLength)"
        }
    }
}
