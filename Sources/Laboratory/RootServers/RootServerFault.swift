package import Machine

/// Why the server of a root cannot be started, or is gone.
package enum RootServerFault: CategorizedError, Equatable {
    /// The image has nothing that a server would hand out; why.
    case nothingToServe(image: String, reason: String)
    /// The image of the root is not in the folder.
    case missingImage(path: String)
    /// `root.json` cannot be used; the reason, a sentence.
    case unusable(String)
    /// The program works for root only.
    case needsRoot(program: String, reason: String)
    /// It did not answer in time: what, seconds.
    case noAnswer(String, seconds: Int)
    /// It answers, and does not have the export; the folder that it should export.
    case notExported(String, folder: String)
    /// It has ended by itself; what, and how.
    case ended(String, reason: String)
    /// The system refused a port on loopback; its words.
    case noPort(String)

    package var category: FailureCategory {
        switch self {
        case .nothingToServe, .unusable: .invalidData
        case .missingImage: .missingInput
        case .needsRoot, .notExported: .cannotCreate
        case .noAnswer, .ended, .noPort: .unavailable
        }
    }

    package var description: String {
        switch self {
        case .nothingToServe(let image, let reason):
            "there is no server to start for \(Printable.text(image)): \(reason)"
        case .missingImage(let path):
            "the image of the root \(Printable.text(path)) is missing; build the image anew"
        case .unusable(let sentence): Printable.message(sentence)
        case .needsRoot(let program, let reason):
            "\(program) needs root rights: \(reason); run kimage with sudo"
        case .noAnswer(let title, let seconds): "\(title) did not answer within \(seconds) s"
        case .notExported(let title, let folder):
            "\(title) does not export \(Printable.text(folder)): its file system has no handles for files, as overlayfs; "
                + "set TMPDIR to a folder on ext4, xfs, btrfs or tmpfs"
        case .ended(let title, let reason): "\(title) has ended: \(reason)"
        case .noPort(let reason): "there is no free port on 127.0.0.1: \(reason)"
        }
    }
}
