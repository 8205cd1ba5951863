internal import Glibc
internal import Machine

/// Tidies up the folders of small files: what killed processes left, and what has not been used for a season. Removing
/// too much costs time, so nothing here ever fails.
enum CacheSweep {
    private static let age: Int64 = 90 * 24 * 3600
    private static let folders = ["index", "digests", "images", "spares"]

    /// Marks a file as used now.
    static func touch(_ path: String) {
        _ = utimensat(AT_FDCWD, path, nil, 0)
    }

    static func tidyUp(_ cache: CacheFolder, now: FileTime = .now()) {
        for name in folders {
            guard let folder = try? cache.folder(name), let directory = try? Directory.open(folder) else {
                continue
            }
            try? AtomicFile.removeStale(in: directory)
            for file in (try? Directory.names(in: directory)) ?? [] {
                guard let status = try? Directory.status(of: file, in: directory), status.kind == .regular,
                    status.modified.seconds < now.seconds - age
                else { continue }
                unlink("\(folder)/\(String(decoding: file, as: UTF8.self))")
            }
        }
    }
}
