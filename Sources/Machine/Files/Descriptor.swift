import Glibc

/// The owner of a file descriptor. It is closed when its owner goes; `close()` does the same and reports
/// errors, which matters for every file that was written.
package struct Descriptor: ~Copyable, Sendable {
    /// How a file is opened.
    package enum Access: Sendable {
        case readOnly
        case writeOnly
        case readWrite
    }

    /// What else open(2) is told. Every descriptor is close-on-exec, and none becomes the controlling
    /// terminal.
    package struct Options: OptionSet, Sendable {
        package let rawValue: Int32
        package init(rawValue: Int32) { self.rawValue = rawValue }

        /// Refuse a symbolic link at the end of the path.
        package static let noFollow = Options(rawValue: O_NOFOLLOW)
        /// Do not wait for the other end of a FIFO.
        package static let nonBlocking = Options(rawValue: O_NONBLOCK)
        /// Refuse anything that is no directory.
        package static let directory = Options(rawValue: O_DIRECTORY)
        /// Make the file where there is none.
        package static let create = Options(rawValue: O_CREAT)
        /// With `create`: refuse a file that is there.
        package static let exclusive = Options(rawValue: O_EXCL)
        /// Empty the file.
        package static let truncate = Options(rawValue: O_TRUNC)
        /// Write at the end, always.
        package static let append = Options(rawValue: O_APPEND)
    }

    /// The number of the descriptor; valid while this value lives.
    package private(set) var rawValue: Int32
    /// The path that it was opened with, for messages.
    package let path: String

    private init(rawValue: Int32, path: String) {
        self.rawValue = rawValue
        self.path = path
    }

    deinit {
        if rawValue >= 0 { _ = Glibc.close(rawValue) }
    }

    /// Opens `path`.
    ///
    /// - Parameter mode: the permissions of a new file, from which the umask is taken.
    /// - Throws: `MachineFailure`; a missing file is `missingInput`, with `create` it is `cannotCreate`.
    package init(
        open path: String, _ access: Access = .readOnly, options: Options = [], mode: UInt32 = 0o600
    ) throws {
        self = try Self.open(at: AT_FDCWD, Array(path.utf8), path, access, options, mode)
    }

    /// Opens the file `name` of this directory.
    ///
    /// - Parameter name: one component, without a slash; any bytes but NUL.
    /// - Throws: `MachineFailure`, as when opening a path.
    package func open(
        _ name: [UInt8], _ access: Access = .readOnly, options: Options = [], mode: UInt32 = 0o600
    ) throws -> Descriptor {
        try Self.open(at: rawValue, name, child(name), access, options, mode)
    }

    private static func open(
        at directory: Int32, _ name: [UInt8], _ label: String, _ access: Access, _ options: Options,
        _ mode: UInt32
    ) throws -> Descriptor {
        let flag =
            switch access {
            case .readOnly: O_RDONLY
            case .writeOnly: O_WRONLY
            case .readWrite: O_RDWR
            }
        let flags = flag | options.rawValue | O_CLOEXEC | O_NOCTTY
        let intent: MachineFailure.Intent = options.contains(.create) ? .output : .input
        let name = try CName.make(name, label: label, intent: intent)
        while true {
            let number = openat(directory, name, flags, mode)
            if number >= 0 { return Descriptor(rawValue: number, path: label) }
            let code = errno
            if code != EINTR { throw MachineFailure("open", path: label, errno: code, intent: intent) }
        }
    }

    /// The path of `name` in this directory, for messages.
    package func child(_ name: [UInt8]) -> String {
        "\(path)/\(Printable.text(name))"
    }

    /// Closes the descriptor.
    ///
    /// - Throws: `MachineFailure`, category `inputOutput`: a file system may report only now that it could
    ///   not write.
    package consuming func close() throws {
        let number = rawValue
        rawValue = -1
        // Linux releases the number even where close(2) fails with EINTR: calling it again could close
        // another's file.
        if Glibc.close(number) != 0 {
            let code = errno
            if code != EINTR { throw MachineFailure("close", path: path, errno: code, intent: .transfer) }
        }
    }

    /// What the file system says about the open file.
    package func status() throws -> FileStatus {
        var status = stat()
        guard fstat(rawValue, &status) == 0 else {
            throw MachineFailure("look at", path: path, errno: errno, intent: .transfer)
        }
        return FileStatus(status)
    }
}
