/// Why a file cannot be the contents of an entry. Paths are escaped for a terminal.
package enum ContentsFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is a directory, a device, a FIFO or a socket.
    case notRegular(String)
    /// It is no longer as it was when its size was taken, or changes while it is read.
    case changed(String)
    /// More than 4 GiB less one: a newc header has eight hexadecimal digits for the size.
    case tooLarge(String, size: UInt64)

    package var description: String {
        switch self {
        case .notRegular(let path): "\(path) is no regular file"
        case .changed(let path): "\(path) changed while it was read; build again when nothing writes to it"
        case .tooLarge(let path, let size):
            "\(path) has \(size) bytes; the format of an initramfs has room for 4,294,967,295"
        }
    }
}
