/// What an entry is.
package enum EntryKind: Equatable, Hashable, Sendable {
    case regular
    case directory
    /// The target's bytes, 1 to 4,095 of them (init/initramfs.c `do_symlink`; longer ones are dropped).
    case symlink([UInt8])
    case character(major: UInt32, minor: UInt32)
    case block(major: UInt32, minor: UInt32)
    case fifo
    case socket

    /// The file-type bits of st_mode (POSIX S_IFMT).
    package var typeBits: UInt32 {
        switch self {
        case .regular: 0o100000
        case .directory: 0o040000
        case .symlink: 0o120000
        case .character: 0o020000
        case .block: 0o060000
        case .fifo: 0o010000
        case .socket: 0o140000
        }
    }
}
