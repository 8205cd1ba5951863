/// Why an extraction did not begin.
package enum ExtractionFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is something in the directory.
    case notEmpty(String)
    /// The directory cannot be made or opened: path and errno.
    case cannotUse(String, errno: Int32)

    package var description: String {
        switch self {
        case .notEmpty(let path):
            "\(Escaping.printable(path.utf8)) is not empty; name a new or an empty directory"
        case .cannotUse(let path, let code):
            "cannot use \(Escaping.printable(path.utf8)) as a directory: \(ReadFault.text(code))"
        }
    }
}
