import Glibc

/// Reading, making and emptying directories, always relative to an open directory: nothing that another
/// process moves or replaces by a symbolic link in the meantime leads elsewhere.
package enum Directory {
    /// Opens the directory at `path`.
    ///
    /// - Parameter followingLinks: whether a symbolic link at the end of the path is followed.
    package static func open(_ path: String, followingLinks: Bool = true) throws -> Descriptor {
        try Descriptor(open: path, options: followingLinks ? .directory : [.directory, .noFollow])
    }

    /// The names in an open directory, without `.` and `..`, sorted bytewise: the order of the file system
    /// would leak into what is made of them.
    ///
    /// - Throws: `MachineFailure`, category `inputOutput`.
    package static func names(in directory: borrowing Descriptor) throws -> [[UInt8]] {
        // A descriptor of its own: fdopendir(3) takes it over, and reading moves its position.
        let number = openat(directory.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else {
            throw MachineFailure("read", path: directory.path, errno: errno, intent: .transfer)
        }
        guard let stream = fdopendir(number) else {
            let code = errno
            close(number)
            throw MachineFailure("read", path: directory.path, errno: code, intent: .transfer)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                let code = errno
                guard code == 0 else {
                    throw MachineFailure("read", path: directory.path, errno: code, intent: .transfer)
                }
                break
            }
            let name = Self.name(of: entry)
            if name != [0x2e], name != [0x2e, 0x2e] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        // The record may be shorter than its type: it is read in place, never copied.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        let start = UnsafeRawPointer(entry).advanced(by: offset)
        let length = strlen(start.assumingMemoryBound(to: CChar.self))
        return Array(UnsafeRawBufferPointer(start: start, count: length))
    }

    /// The status of the file `name` in an open directory; symbolic links are not followed.
    package static func status(of name: [UInt8], in directory: borrowing Descriptor) throws -> FileStatus {
        let label = directory.child(name)
        var status = stat()
        let cName = try CName.make(name, label: label, intent: .input)
        guard fstatat(directory.rawValue, cName, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw MachineFailure("look at", path: label, errno: errno)
        }
        return FileStatus(status)
    }

    /// The target of the symbolic link `name` in an open directory, as bytes.
    package static func target(of name: [UInt8], in directory: borrowing Descriptor) throws -> [UInt8] {
        let label = directory.child(name)
        let cName = try CName.make(name, label: label, intent: .input)
        // Linux refuses targets of PATH_MAX bytes and more (symlink(2)).
        return try withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return [] }
            let count = readlinkat(directory.rawValue, cName, start, buffer.count)
            guard count >= 0 else { throw MachineFailure("read the link", path: label, errno: errno) }
            return buffer[..<count].map { UInt8(bitPattern: $0) }
        }
    }

    /// Makes the directory `path` and those above it that are missing.
    ///
    /// - Parameter permissions: of each directory that is made, whatever the umask.
    /// - Throws: `MachineFailure`, category `cannotCreate`, also where something else has the name.
    package static func create(_ path: String, permissions: UInt32 = 0o755) throws {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") where component != "." {
            prefix += component
            if mkdir(prefix, permissions) == 0 {
                let made = try Descriptor(open: prefix, options: [.directory, .noFollow])
                try made.setPermissions(permissions)
            } else {
                let code = errno
                let existing = try? FileStatus(path: prefix)
                guard existing?.kind == .directory else {
                    throw MachineFailure("make the directory", path: prefix, errno: code, intent: .output)
                }
            }
            prefix += "/"
        }
    }
}
