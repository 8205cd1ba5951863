internal import Glibc
internal import Machine

/// `out/`, held by one build at a time: what is published into it, and nobody else's folder.
///
/// A symbolic link in place of `out/` is refused: whoever can change the link would choose where an image goes, and a
/// rename beside it would not be one within a file system. Links above it are the user's own business.
package struct OutputFolder: ~Copyable, Sendable {
    /// The path, as given.
    package let path: String
    private let lock: FileLock

    /// Where replaced initrds wait for the next build.
    var spareFolder: String { "\(path)/.kimage.spare" }

    private static let staging = Array(".kimage-".utf8)

    private init(path: String, lock: consuming FileLock) {
        self.path = path
        self.lock = lock
    }

    /// Opens the folder, made where it is missing, waits until no other build has it, and removes what killed builds
    /// have left in it.
    ///
    /// - Parameters:
    ///   - permissions: of a folder that is made.
    ///   - waiting: called once with a sentence for the user, before waiting for another build.
    /// - Throws: `MachineFailure`, category `cannotCreate`; `CancellationError`.
    package static func open(
        _ path: String, permissions: UInt32 = 0o755, waiting: @Sendable (String) -> Void = { _ in }
    ) async throws -> OutputFolder {
        if try FileStatus.ifExists(path: path, followingLinks: false)?.kind == .symbolicLink {
            throw MachineFailure(
                "write to", path: path, reason: "it is a symbolic link", category: .cannotCreate,
                hint: "name the folder that it points to")
        }
        try Directory.create(path, permissions: permissions)
        let lock = try await FileLock.wait(for: "\(path)/.kimage.lock", .exclusive) {
            waiting("waiting for another build into \(Printable.text(path))")
        }
        let folder = OutputFolder(path: path, lock: lock)
        try folder.tidyUp()
        return folder
    }

    /// Where an image of this name goes.
    ///
    /// - Parameter last: what is known of the last build into that folder.
    /// - Throws: `MachineFailure` where the name is none for a folder, or what is there was not made by us: publishing
    ///   replaces the whole folder.
    borrowing func place(for name: String, last: ImageRecord? = nil) throws -> String {
        let checked = try OutputName.checked(name)
        guard !checked.contains("/"), !checked.hasPrefix(".") else {
            throw MachineFailure(
                "write", path: name, reason: "an image's name has no slash and does not begin with a dot",
                category: .cannotCreate)
        }
        let place = "\(path)/\(checked)"
        guard let status = try FileStatus.ifExists(path: place, followingLinks: false) else { return place }
        guard try status.kind == .directory && isOurs(place, last) else {
            throw MachineFailure(
                "replace", path: place,
                reason: "it is no image that was built here (there is no manifest.json in it)",
                category: .cannotCreate, hint: "move it away, or give the image another name")
        }
        return place
    }

    /// True for an image, an empty folder, and one in which a file of the last build is as it was published.
    private borrowing func isOurs(_ place: String, _ last: ImageRecord?) throws -> Bool {
        let manifest = try FileStatus.ifExists(path: "\(place)/manifest.json", followingLinks: false)
        if manifest?.kind == .regular { return true }
        if let last, last.files.contains(where: { last.isUntouched($0.file.path, in: place) }) { return true }
        return try Directory.names(in: Directory.open(place, followingLinks: false)).isEmpty
    }

    /// Removes staging folders: who holds the lock is alone, so they belong to nobody. A folder that an exchange in
    /// three steps (`Directory.exchange`) had put aside when it was killed goes back where nothing has its name.
    private borrowing func tidyUp() throws {
        let directory = try Directory.open(path)
        try AtomicFile.removeStale(in: directory)
        SpareInitrd.removeOrphans(in: spareFolder, of: path)
        for name in try Directory.names(in: directory) {
            let text = String(decoding: name, as: UTF8.self)
            if name.starts(with: Self.staging) {
                guard try Directory.status(of: name, in: directory).kind == .directory else { continue }
                try Directory.removeTree("\(path)/\(text)")
            } else if let dot = text.firstRange(of: ".kimage-"), text[dot.upperBound...].count == 16 {
                let original = "\(path)/\(text[..<dot.lowerBound])"
                if try FileStatus.ifExists(path: original, followingLinks: false) == nil {
                    try Directory.move("\(path)/\(text)", to: original)
                } else {
                    try Directory.removeTree("\(path)/\(text)")
                }
            }
        }
    }
}
