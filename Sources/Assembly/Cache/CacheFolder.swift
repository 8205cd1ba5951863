internal import Glibc
internal import Machine

/// The folder for what can be made again: segments, indexes, hash states, stamps. Removing it costs time, nothing else.
///
/// It belongs to one user alone (mode 0700): what lies in it is trusted as far as its own digests go, so nobody else
/// may write there.
package struct CacheFolder: Sendable, Equatable {
    /// Its path, without a trailing slash.
    package let path: String

    /// Opens `HOME/kimage` and makes what is missing.
    ///
    /// - Parameter home: `Environment.cacheHome()`.
    /// - Throws: `MachineFailure`, category `cannotCreate`, also where the folder belongs to another user or others
    ///   may write in it.
    package init(home: String) throws {
        path = home + "/kimage"
        try Directory.create(home, permissions: 0o700)
        try Self.makePrivate(path)
    }

    /// The path of a folder within, made where it is missing.
    package func folder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try Self.makePrivate(folder)
        return folder
    }

    private static func makePrivate(_ path: String) throws {
        try Directory.create(path, permissions: 0o700)
        let status = try FileStatus(path: path, followingLinks: false)
        guard status.kind == .directory else {
            throw MachineFailure(
                "use the cache", path: path, reason: "it is no directory", category: .cannotCreate,
                hint: "remove it, or set XDG_CACHE_HOME")
        }
        guard status.owner == geteuid() else {
            throw MachineFailure(
                "use the cache", path: path,
                reason: "it belongs to user \(status.owner), not to \(geteuid())",
                category: .cannotCreate, hint: "set XDG_CACHE_HOME to a folder of your own")
        }
        guard status.permissions & 0o022 == 0 else {
            throw MachineFailure(
                "use the cache", path: path, reason: "others may write in it", category: .cannotCreate,
                hint: "chmod go-w, after looking at what is in it")
        }
    }
}
