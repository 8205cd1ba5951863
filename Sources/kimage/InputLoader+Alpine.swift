import Archives
import Machine
import Recipes

/// What `[alpine]` needs of the machine.
extension InputLoader {
    /// The largest list of packages that is read: Alpine's own have 1 to 6 MB.
    private static let maximumIndex = 64 << 20

    /// The index of a folder of packages, and the files that go into the apkovl.
    mutating func readAlpine(_ section: AlpineSection, _ recipe: Recipe) {
        for key in section.keys { find(key, .regular) }
        for file in recipe.files {
            // One that is not there has been told.
            if case .file(let source) = file.source, (try? FileStatus(path: path(source.value))) != nil {
                read(source)
            }
        }
        guard let folder = section.folder, let index = section.index else { return }
        find(folder, .directory)
        var text: [UInt8] = []
        do {
            try ArchiveMember.extract("APKINDEX".utf8, fromPath: path(index.value)) { bytes in
                guard text.count + bytes.count <= Self.maximumIndex else {
                    throw MachineFailure(
                        "read", path: index.value, reason: "its list of packages is too large",
                        category: .invalidData)
                }
                text += bytes
            }
            inputs.files[index.value] = text
        } catch {
            missing(
                folder.position, "\"\(folder.value)\" is no folder of packages: \(error)",
                hint: "it must hold the .apk files of one architecture and their APKINDEX.tar.gz (apk index)")
        }
    }
}
