import Provisioning
import Recipes

/// The folder of local files, read beforehand; absent where none was given.
struct ButaneFolder {
    /// By path below the folder, without a slash in front.
    let files: [String: ButaneFile]?

    /// A path of the configuration below the folder; nil where it leads out of it.
    static func relative(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// The bytes of a file; nil with a finding where they cannot be had.
    func bytes(_ path: String, at position: SourcePosition?, _ report: inout ButaneReport) -> [UInt8]? {
        switch entry(path, at: position, &report) {
        case .file(let bytes, _)?: return bytes
        case .link?:
            report.add(ButaneFileRules.missing, at: position, "\(path) is a link; name what it points to")
        case .folder?, .other?: report.add(ButaneFileRules.missing, at: position, "\(path) is no file")
        case nil: break
        }
        return nil
    }

    /// The same for anything that the path may name.
    func entry(_ path: String, at position: SourcePosition?, _ report: inout ButaneReport) -> ButaneFile? {
        guard let files else {
            report.add(ButaneFileRules.noFilesFolder, at: position, "\(path) is a local file")
            return nil
        }
        guard let relative = Self.relative(path) else {
            report.add(ButaneFileRules.escape, at: position, "\(path) leads out of the folder of files")
            return nil
        }
        if relative.isEmpty { return .folder }
        if let entry = files[relative] { return entry }
        if files.keys.contains(where: { $0.hasPrefix(relative + "/") }) { return .folder }
        report.add(ButaneFileRules.missing, at: position, "there is no \(path) in the folder of files")
        return nil
    }

    /// Everything below a folder of it, folders before what they hold, as Go's `filepath.Walk` goes; the
    /// folder itself comes first with an empty path.
    func walk(_ folder: String) -> [(path: String, entry: ButaneFile)] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        var found: [String: ButaneFile] = ["": .folder]
        for (path, entry) in files ?? [:] where path.hasPrefix(prefix) {
            let relative = String(path.dropFirst(prefix.count))
            found[relative] = entry
            // Folders need not be listed.
            var parts = relative.split(separator: "/")
            while parts.count > 1 {
                parts.removeLast()
                let upper = parts.joined(separator: "/")
                if found[upper] == nil { found[upper] = .folder }
            }
        }
        return found.sorted { left, right in
            let one = left.key.split(separator: "/").map { Array($0.utf8) }
            let two = right.key.split(separator: "/").map { Array($0.utf8) }
            return one.lexicographicallyPrecedes(two) { $0.lexicographicallyPrecedes($1) }
        }.map { ($0.key, $0.value) }
    }
}
