/// What an extraction did and did not do.
package struct ExtractionResult: Sendable {
    /// Why an entry is not there as the archive has it.
    package enum Reason: Equatable, Sendable, CustomStringConvertible {
        /// The kernel drops it too.
        case dropped(DropReason)
        /// A device node, FIFO or socket, which was not asked for.
        case nodeSkipped
        /// Its set-ID bits were not asked for: these were left out.
        case setIDDropped(UInt32)
        /// The archive ends or fails within it; what there is of it was written.
        case incomplete
        /// The system refused: what was tried, and errno.
        case failed(String, errno: Int32)

        package var description: String {
            switch self {
            case .dropped(let reason): "left out, as the kernel does: \(reason)"
            case .nodeSkipped: "device nodes, FIFOs and sockets are not made unless asked for"
            case .setIDDropped(let bits):
                "set-ID bits 0\(String(bits, radix: 8)) are not kept unless asked for"
            case .incomplete: "cut short: the archive ends or fails within it"
            case .failed(let what, let code): "cannot \(what): \(ReadFault.text(code))"
            }
        }
    }

    /// One entry with something to say of it.
    package struct Remark: Equatable, Sendable, CustomStringConvertible {
        /// Its name in the archive.
        package let name: [UInt8]
        /// What is to be said of it.
        package let reason: Reason

        package var description: String { "\(Escaping.printable(name)): \(reason)" }
    }

    /// Entries that were made, or made anew by a later entry.
    package internal(set) var extracted = 0
    /// In the order of the archive.
    package internal(set) var remarks: [Remark] = []
    /// What was read: segments, tree, verdict.
    package internal(set) var image: InitrdImage

    /// Entries that the system refused or that are not whole: with any of these the extraction has failed.
    package var errors: [Remark] {
        remarks.filter {
            switch $0.reason {
            case .failed, .incomplete: true
            case .dropped, .nodeSkipped, .setIDDropped: false
            }
        }
    }
}
