/// Why an entry cannot be written as it is.
package enum NewcFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The contents are larger than the header can say.
    case tooLarge(EntryName, size: UInt64)
    /// The contents handed out another count of bytes than they announced.
    case wrongSize(EntryName, announced: UInt64, written: UInt64)
    /// Contents for something that has none: only a regular file has.
    case contentsOfNoFile(EntryName)

    package var description: String {
        switch self {
        case .tooLarge(let name, let size):
            "\(name) has \(size) bytes; the format of an initramfs has room for 4,294,967,295"
        case .wrongSize(let name, let announced, let written):
            "\(name) was announced with \(announced) bytes and came with \(written)"
        case .contentsOfNoFile(let name): "\(name) is no regular file and cannot have contents"
        }
    }
}
