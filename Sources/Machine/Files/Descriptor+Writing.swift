import Glibc

extension Descriptor {
    /// Writes all of `bytes` at the current position.
    ///
    /// - Throws: `MachineFailure`: `cannotCreate` where the device is full, else `inputOutput`.
    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = Glibc.write(rawValue, rest.baseAddress, rest.count)
            if count >= 0 {
                done += count
            } else {
                let code = errno
                if code != EINTR { throw MachineFailure("write", path: path, errno: code, intent: .transfer) }
            }
        }
    }

    /// Writes all of `bytes` at the current position.
    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Writes the text as UTF-8 at the current position.
    package func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Has the device store what was written (fsync(2)). A failure is final: the kernel reports a lost page
    /// once, a second call would succeed without it.
    package func synchronize() throws {
        while fsync(rawValue) != 0 {
            let code = errno
            if code == EINTR { continue }
            // A file system that cannot do it (EINVAL, EROFS for a directory) has nothing left to lose.
            if code == EINVAL || code == EROFS { return }
            throw MachineFailure("synchronize", path: path, errno: code, intent: .transfer)
        }
    }

    /// Makes the file this long and moves to its end.
    package func truncate(to size: Int64) throws {
        guard ftruncate(rawValue, off_t(size)) == 0, lseek(rawValue, off_t(size), SEEK_SET) == off_t(size)
        else {
            throw MachineFailure("truncate", path: path, errno: errno, intent: .transfer)
        }
    }

    /// Moves to `offset`, counted from the start of the file.
    package func seek(to offset: Int64) throws {
        guard lseek(rawValue, off_t(offset), SEEK_SET) == off_t(offset) else {
            throw MachineFailure("seek in", path: path, errno: errno, intent: .transfer)
        }
    }

    /// Gives the file exactly these permissions, whatever the umask.
    package func setPermissions(_ permissions: UInt32) throws {
        guard fchmod(rawValue, permissions) == 0 else {
            throw MachineFailure("change the mode of", path: path, errno: errno, intent: .output)
        }
    }
}
