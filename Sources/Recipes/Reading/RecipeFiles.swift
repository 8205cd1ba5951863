import Glibc

/// Reads recipes from disk.
package enum RecipeFiles {
    /// A descriptor that is closed when it goes.
    private struct Descriptor: ~Copyable {
        let number: Int32

        deinit { close(number) }
    }

    /// The bytes of a regular file of at most 1 MiB.
    package static func read(_ path: String) throws(RecipeFileFault) -> [UInt8] {
        if path.utf8.contains(0) { throw .missing }
        // Not blocking: opening a pipe that nobody writes to would wait for ever.
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if number < 0 { throw fault(errno) }
        let descriptor = Descriptor(number: number)
        var status = stat()
        if fstat(descriptor.number, &status) != 0 { throw fault(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        return try contents(descriptor)
    }

    private static func contents(_ descriptor: borrowing Descriptor) throws(RecipeFileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor.number, $0.baseAddress, $0.count)
            }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw fault(errno)
            }
            bytes.append(contentsOf: buffer[..<count])
            if bytes.count > TextGuard.maximumSize { throw .tooLarge }
        }
    }

    private static func fault(_ number: Int32) -> RecipeFileFault {
        switch number {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .denied
        case EISDIR: .notAFile
        default: .system(number)
        }
    }
}
