/// Why a recipe's file could not be read.
package enum RecipeFileFault: Error, Equatable {
    /// There is no such file.
    case missing
    /// It may not be read.
    case denied
    /// A folder, a pipe or a device.
    case notAFile
    /// More than 1 MiB.
    case tooLarge
    /// The number of another error of the system (errno).
    case system(Int32)

    /// Follows the path: `does not exist`.
    package var problem: String {
        switch self {
        case .missing: "does not exist"
        case .denied: "may not be read"
        case .notAFile: "is not a regular file"
        case .tooLarge: "is larger than 1 MiB, which no recipe is"
        case .system(let number): "cannot be read (error \(number) of the system)"
        }
    }

    /// For the exit code.
    package var category: Diagnostic.Category { self == .tooLarge ? .invalid : .missingFile }
}
