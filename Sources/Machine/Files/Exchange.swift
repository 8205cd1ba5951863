import Glibc
import SystemCalls

extension Directory {
    /// Exchanges the files or directories at two paths of one file system.
    ///
    /// With renameat2(2) at no moment either path is missing. A kernel or file system without it (before
    /// Linux 3.15, or NFS) makes us rename three times; the first path is missing for a moment then.
    ///
    /// - Returns: whether it was done in one step.
    /// - Throws: `MachineFailure`, category `missingInput` where one does not exist, else `cannotCreate`.
    @discardableResult
    package static func exchange(_ first: String, _ second: String) throws -> Bool {
        switch LinuxCall.exchange(first, second) {
        case 0:
            return true
        case ENOSYS, EINVAL, ENOTSUP:
            break
        case let code:
            throw MachineFailure(
                "exchange \(Printable.text(second)) with", path: first, errno: code, intent: .output)
        }
        try exchangeInThreeSteps(first, second)
        return false
    }

    /// The way without renameat2(2).
    package static func exchangeInThreeSteps(_ first: String, _ second: String) throws {
        _ = try FileStatus(path: second, followingLinks: false)
        let aside = "\(first).kimage-\(RandomName.make())"
        try move(first, to: aside)
        do {
            try move(second, to: first)
        } catch {
            try move(aside, to: first)
            throw error
        }
        try move(aside, to: second)
    }

    /// Renames a file or directory (rename(2)): an existing file, or empty directory, at `target` is
    /// replaced.
    package static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else {
            let code = errno
            throw MachineFailure(
                "rename to \(Printable.text(target))", path: path, errno: code, intent: .output)
        }
    }

    /// Has the device store the names in the directory at `path`.
    package static func synchronize(_ path: String) throws {
        try open(path).synchronize()
    }
}
