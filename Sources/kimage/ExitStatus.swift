import Machine

/// The exit codes of every command; stable, and documented in the manual.
enum ExitStatus: Int32 {
    case done = 0
    /// An image was not what `--expect` asked for, or a guest failed.
    case failed = 1
    case usage = 64
    /// A recipe, a cloud-config or an archive is wrong.
    case invalidData = 65
    /// A file that the recipe names is missing.
    case missingInput = 66
    /// A server or a registry could not be reached.
    case unavailable = 69
    /// Our own fault.
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// A digest or a signature does not match.
    case mismatch = 76
    /// A program that is needed is not installed.
    case missingProgram = 78
    case overBudget = 80
    case interrupted = 130

    init(_ category: FailureCategory) {
        switch category {
        case .invalidData: self = .invalidData
        case .missingInput: self = .missingInput
        case .unavailable: self = .unavailable
        case .cannotCreate: self = .cannotCreate
        case .inputOutput: self = .inputOutput
        case .mismatch: self = .mismatch
        case .missingProgram: self = .missingProgram
        }
    }
}
