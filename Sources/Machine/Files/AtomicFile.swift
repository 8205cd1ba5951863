import Glibc

/// A file that appears whole or not at all: it is written beside its place, synchronized, renamed, and its
/// directory is synchronized. Unless `commit()` succeeds, what was at the path stays, and nothing else is
/// left there.
///
/// The temporary file holds a lock (flock(2)) while it is written, so that `removeStale(in:)` can tell the
/// remains of a killed process from the work of a living one.
package struct AtomicFile: ~Copyable {
    /// Where the contents go.
    package let descriptor: Descriptor
    /// Where the file will be.
    package let path: String
    private let directory: Descriptor
    private let temporary: [UInt8]
    private let target: [UInt8]
    private let permissions: UInt32
    private var isFinished = false

    static let prefix = ".kimage-"

    /// Opens a temporary file beside `path`.
    ///
    /// - Parameter permissions: of the finished file, whatever the umask; until then only its owner may read
    ///   it.
    /// - Throws: `MachineFailure`, category `cannotCreate`.
    package init(path: String, permissions: UInt32) throws {
        let (parent, name) = try Self.split(path)
        let directory = try Self.open(parent)
        let temporary = Array((Self.prefix + RandomName.make()).utf8)
        let descriptor = try directory.open(
            temporary, .readWrite, options: [.create, .exclusive, .noFollow], mode: 0o600)
        // Nobody else knows the name yet; a file system without locks only loses the tidying up.
        _ = flock(descriptor.rawValue, LOCK_EX | LOCK_NB)
        self.descriptor = descriptor
        self.path = path
        self.directory = directory
        self.temporary = temporary
        self.permissions = permissions
        target = name
    }

    deinit {
        if !isFinished { remove() }
    }

    /// Puts the file in its place.
    ///
    /// - Throws: `MachineFailure`; the temporary file is removed then.
    package consuming func commit() throws {
        try settle()
        try move(to: directory, target, path)
        isFinished = true
        try directory.synchronize()
    }

    /// Puts the file at another path of the same file system than it was opened for: one that depends on its
    /// contents.
    ///
    /// - Throws: `MachineFailure`; the temporary file is removed then.
    package consuming func commit(to path: String) throws {
        try settle()
        let (parent, name) = try Self.split(path)
        let other = try Self.open(parent)
        try move(to: other, name, path)
        isFinished = true
        try other.synchronize()
    }

    private borrowing func settle() throws {
        try descriptor.setPermissions(permissions)
        try descriptor.synchronize()
    }

    private borrowing func move(to other: borrowing Descriptor, _ name: [UInt8], _ label: String) throws {
        let from = try CName.make(temporary, label: label, intent: .output)
        let to = try CName.make(name, label: label, intent: .output)
        guard renameat(directory.rawValue, from, other.rawValue, to) == 0 else {
            throw MachineFailure("write", path: label, errno: errno, intent: .output)
        }
    }

    /// Writes a whole file.
    ///
    /// - Throws: `MachineFailure`, category `cannotCreate` or `inputOutput`.
    package static func write(_ contents: [UInt8], to path: String, permissions: UInt32 = 0o644) throws {
        let file = try AtomicFile(path: path, permissions: permissions)
        try file.descriptor.write(contents)
        try file.commit()
    }

    /// Removes the temporary files in `directory` that no living process holds.
    package static func removeStale(in directory: borrowing Descriptor) throws {
        for name in try Directory.names(in: directory) where name.starts(with: Array(prefix.utf8)) {
            // Gone already, or no file of ours: then it is not for us to remove.
            guard let file = try? directory.open(name, options: [.noFollow, .nonBlocking]),
                try file.status().kind == .regular, flock(file.rawValue, LOCK_EX | LOCK_NB) == 0
            else { continue }
            let cName = try CName.make(name, label: directory.child(name), intent: .output)
            unlinkat(directory.rawValue, cName, 0)
        }
    }

    private borrowing func remove() {
        guard let name = try? CName.make(temporary, label: path, intent: .output) else { return }
        unlinkat(directory.rawValue, name, 0)
    }

    private static func open(_ parent: String) throws -> Descriptor {
        do {
            return try Directory.open(parent)
        } catch let failure as MachineFailure {
            // The directory is a part of the output's path here, no input.
            throw MachineFailure("open", path: parent, errno: failure.code, intent: .output)
        }
    }

    private static func split(_ path: String) throws -> (parent: String, name: [UInt8]) {
        let bytes = Array(path.utf8)
        let name = bytes.suffix(bytes.count - (bytes.lastIndex(of: 0x2f).map { $0 + 1 } ?? 0))
        guard !name.isEmpty, name != [0x2e], name != [0x2e, 0x2e] else {
            throw MachineFailure("write", path: path, reason: "it names no file", category: .cannotCreate)
        }
        guard let slash = path.utf8.lastIndex(of: 0x2f) else { return (".", Array(name)) }
        let parent = String(path[..<slash])
        return (parent.isEmpty ? "/" : parent, Array(name))
    }
}
