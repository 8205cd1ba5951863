package import Machine

/// Why a guest cannot be started.
package enum LaboratoryFault: CategorizedError, Equatable {
    /// `KIMAGE_ACCEL` names no accelerator.
    case unknownAccelerator(String)
    /// The program of the machine is not installed.
    case missingProgram(String)
    /// The program could not be started: its name and the system's words.
    case notStarted(program: String, reason: String)
    /// The range of a search for the least RAM is empty, or its step is.
    case emptyRange(lowestMiB: Int, highestMiB: Int, stepMiB: Int)

    package var category: FailureCategory {
        switch self {
        case .unknownAccelerator, .emptyRange: .invalidData
        case .missingProgram: .missingProgram
        case .notStarted: .inputOutput
        }
    }

    package var description: String {
        switch self {
        case .unknownAccelerator(let name):
            "KIMAGE_ACCEL is \"\(Printable.text(name))\"; use kvm or tcg, or unset it to let kimage choose"
        case .missingProgram(let name):
            "the program \(Printable.text(name)) is needed and not installed; "
                + (ProgramPackages.package(of: name).map { "apt-get install \($0)" } ?? "install it")
        case .notStarted(let program, let reason):
            "\(Printable.text(program)) could not be started: \(reason)"
        case .emptyRange(let lowest, let highest, let step):
            "there is nothing to search from \(lowest) to \(highest) MiB in steps of \(step) MiB"
        }
    }
}
