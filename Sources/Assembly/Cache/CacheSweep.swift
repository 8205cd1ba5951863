internal import Glibc
internal import Machine

/// Removes what has not been used for a season from the folders of small files. Removing too much costs time, so
/// nothing here ever fails.
enum CacheSweep {
    private static let age: Int64 = 90 * 24 * 3600

    /// Marks a file as used now.
    static func touch(_ path: String) {
        _ = utimensat(AT_FDCWD, path, nil, 0)
    }

    static func removeUnused(in folder: String, now: FileTime = .now()) {
        guard let directory = try? Directory.open(folder), let names = try? Directory.names(in: directory)
        else {
            return
        }
        for name in names {
            guard let status = try? Directory.status(of: name, in: directory), status.kind == .regular,
                status.modified.seconds < now.seconds - age
            else { continue }
            unlink(directory.child(name))
        }
    }
}
