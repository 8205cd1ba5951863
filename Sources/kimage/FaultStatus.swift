import Archives
import Assembly
import Initramfs
import Laboratory
import Reporting
import Servers

/// The exit codes of errors that come from rooms which know nothing of exit codes.
enum FaultStatus {
    /// nil for an error that has no code here.
    static func status(of error: any Error) -> ExitStatus? {
        switch error {
        case let fault as ReadFault: status(fault)
        case is ExtractionFault: .cannotCreate
        case is ArchiveFault, is KernelFileFault, is ReportFault, is MenuFault, is MemoryModelFault,
            is ServerFault:
            .invalidData
        case is LaboratoryFault: .missingProgram
        default: nil
        }
    }

    private static func status(_ fault: ReadFault) -> ExitStatus {
        switch fault {
        case .cannotOpen, .notARegularFile: .missingInput
        case .cannotRead, .shrank: .inputOutput
        case .limit, .notFound: .invalidData
        }
    }
}
