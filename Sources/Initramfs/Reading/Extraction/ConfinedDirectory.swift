internal import Glibc

/// A directory on this machine below which everything happens: each path is walked component by component without
/// following a symbolic link, so that no name and no link leads out of it.
final class ConfinedDirectory {
    /// A call that the system refused.
    struct Refusal: Error {
        let what: String
        let code: Int32
    }

    private let root: OwnedDescriptor
    /// The directory that was walked to last; most entries follow others of the same directory.
    private var lastPath: [UInt8] = []
    private var last: SharedDescriptor?

    /// Opens a new directory, made with mode 0700, or an empty one.
    init(path: String) throws(ExtractionFault) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .cannotUse(path, errno: errno) }
        let raw = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { throw .cannotUse(path, errno: errno) }
        root = OwnedDescriptor(adopting: raw)
        let listed = openat(raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard listed >= 0, let stream = fdopendir(listed) else { throw .cannotUse(path, errno: errno) }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let isDot = withUnsafeBytes(of: entry.pointee.d_name) { name in
                name[0] == 0x2e && (name[1] == 0 || (name[1] == 0x2e && name[2] == 0))
            }
            if !isDot { throw .notEmpty(path) }
        }
    }

    /// Calls `body` with the directory that holds a path and its last component; "." and the root itself for the
    /// empty path.
    func at<Result>(
        _ path: [UInt8], _ body: (Int32, UnsafePointer<CChar>) throws(Refusal) -> Result
    ) throws(Refusal) -> Result {
        let slash = path.lastIndex(of: UInt8(ascii: "/"))
        let above = slash.map { Array(path[..<$0]) } ?? []
        let last = path.isEmpty ? [UInt8(ascii: ".")] : Array(path[(slash.map { $0 + 1 } ?? 0)...])
        let directory = try self.directory(above)
        return try withName(last) { name throws(Refusal) in
            // `body` may make this object forget the directory, which must stay open until it returns.
            try withExtendedLifetime(directory) { () throws(Refusal) in
                try body(directory?.raw ?? root.raw, name)
            }
        }
    }

    /// Forgets the directory of the last path, which may be about to go.
    func forget() {
        last = nil
        lastPath = []
    }

    private func directory(_ path: [UInt8]) throws(Refusal) -> SharedDescriptor? {
        if path.isEmpty { return nil }
        if path == lastPath, let last { return last }
        var found: SharedDescriptor?
        for component in path.split(separator: UInt8(ascii: "/")) {
            let raw = try withName(Array(component)) { name throws(Refusal) in
                openat(found?.raw ?? root.raw, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            guard raw >= 0 else { throw Refusal(what: "enter its directory", code: errno) }
            found = SharedDescriptor(raw)
        }
        last = found
        lastPath = path
        return found
    }

    private func withName<Result>(
        _ name: [UInt8], _ body: (UnsafePointer<CChar>) throws(Refusal) -> Result
    ) throws(Refusal) -> Result {
        // Names come from the tree, where none is "..": this is the second lock.
        let isUp = name == [UInt8(ascii: "."), UInt8(ascii: ".")]
        if isUp || name.contains(UInt8(ascii: "/")) || name.contains(0) || name.isEmpty {
            throw Refusal(what: "use its name", code: EINVAL)
        }
        let terminated = name.map { CChar(bitPattern: $0) } + [0]
        return try terminated.withUnsafeBufferPointer { (buffer) throws(Refusal) in
            guard let base = buffer.baseAddress else { throw Refusal(what: "use its name", code: EINVAL) }
            return try body(base)
        }
    }
}

/// A descriptor with several users.
final class SharedDescriptor {
    private let descriptor: OwnedDescriptor

    init(_ raw: Int32) { descriptor = OwnedDescriptor(adopting: raw) }

    var raw: Int32 { descriptor.raw }
}
