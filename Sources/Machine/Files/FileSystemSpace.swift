import Glibc

/// How much a file system can still take.
package enum FileSystemSpace {
    /// The bytes that this user may still write where `path` is.
    ///
    /// - Throws: `MachineFailure` where `path` does not exist.
    package static func available(at path: String) throws -> Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else {
            throw MachineFailure("look at the file system of", path: path, errno: errno)
        }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
            by: UInt64(status.f_frsize))
        return overflow ? Int64.max : Int64(clamping: bytes)
    }

    /// Throws unless `bytes` more can be written where `path` is: better before a long transfer than at its
    /// end.
    ///
    /// - Throws: `MachineFailure`, category `cannotCreate`.
    package static func require(_ bytes: Int64, at path: String) throws {
        let available = try available(at: path)
        guard bytes > available else { return }
        throw MachineFailure(
            "write to", path: path,
            reason: "\(bytes) bytes are needed, \(available) are free on its file system",
            category: .cannotCreate)
    }
}
