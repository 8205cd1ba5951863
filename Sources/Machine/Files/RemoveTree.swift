import Glibc

extension Directory {
    /// Removes the file or directory at `path` with all that is in it. Symbolic links are removed, never
    /// followed; other file systems mounted within are an error. The number of open descriptors does not grow
    /// with the depth: a directory that is not empty is first moved up to the top.
    ///
    /// - Throws: `MachineFailure`, category `inputOutput` or `cannotCreate`; that `path` does not exist is no
    ///   error.
    package static func removeTree(_ path: String) throws {
        if Glibc.unlink(path) == 0 { return }
        let code = errno
        if code == ENOENT { return }
        // Linux says EISDIR for a directory, POSIX EPERM.
        guard code == EISDIR || code == EPERM else {
            throw MachineFailure("remove", path: path, errno: code, intent: .output)
        }
        let permissions = try FileStatus(path: path, followingLinks: false).permissions
        if permissions & 0o700 != 0o700 { chmod(path, permissions | 0o700) }
        let top = try open(path, followingLinks: false)
        // Named at random, so that what a broken run has left is in nobody's way.
        let prefix = Array(".kimage-removed-\(RandomName.make())-".utf8)
        var moved: [[UInt8]] = []
        try empty(top, into: top, prefix, &moved)
        var next = 0
        while next < moved.count {
            let directory = try top.open(moved[next], options: [.directory, .noFollow])
            try empty(directory, into: top, prefix, &moved)
            try unlink(moved[next], in: top, AT_REMOVEDIR)
            next += 1
        }
        guard rmdir(path) == 0 else {
            throw MachineFailure("remove", path: path, errno: errno, intent: .output)
        }
    }

    /// Empties the directory; those in it that are not empty go to `top`, under names that are added to
    /// `moved`.
    private static func empty(
        _ directory: borrowing Descriptor, into top: borrowing Descriptor, _ prefix: [UInt8],
        _ moved: inout [[UInt8]]
    ) throws {
        for name in try names(in: directory) {
            let label = directory.child(name)
            let status = try status(of: name, in: directory)
            guard status.kind == .directory else {
                try unlink(name, in: directory, 0)
                continue
            }
            let cName = try CName.make(name, label: label, intent: .output)
            // To empty a directory, and to move it, its owner must be allowed to write in it.
            if status.permissions & 0o700 != 0o700 {
                fchmodat(directory.rawValue, cName, status.permissions | 0o700, 0)
            }
            if unlinkat(directory.rawValue, cName, AT_REMOVEDIR) == 0 { continue }
            let target = prefix + Array(String(moved.count).utf8)
            let cTarget = try CName.make(target, label: label, intent: .output)
            guard renameat(directory.rawValue, cName, top.rawValue, cTarget) == 0 else {
                throw MachineFailure("remove", path: label, errno: errno, intent: .output)
            }
            moved.append(target)
        }
    }

    private static func unlink(_ name: [UInt8], in directory: borrowing Descriptor, _ flags: Int32) throws {
        let label = directory.child(name)
        let cName = try CName.make(name, label: label, intent: .output)
        guard unlinkat(directory.rawValue, cName, flags) == 0 else {
            throw MachineFailure("remove", path: label, errno: errno, intent: .output)
        }
    }
}
