import Assembly
import Machine
import Recipes
import Reporting

/// One menu over every image in `out/`, for each loader.
struct CollectionMenus {
    let output: String
    let url: String?
    let timeoutSeconds: Int

    /// Writes the menus anew, each by one rename.
    func write() throws {
        let entries = try entries()
        guard !entries.isEmpty else { return }
        let options = try MenuOptions(url: url, timeoutSeconds: timeoutSeconds)
        for format in MenuFormats.all where entries.contains(where: { format.starts($0.architecture) }) {
            let path = "\(output)/\(format.collectionPath)"
            if let slash = path.lastIndex(of: "/") { try Directory.create(String(path[..<slash])) }
            let text = try format.collectionMenu(entries, options)
            let bytes = Array(text.utf8)
            if (try? Descriptor.contents(of: path, limit: 16 << 20)) != bytes {
                try AtomicFile.write(bytes, to: path)
            }
        }
    }

    /// The images in bytewise order of their names; folders that hold none are left out.
    private func entries() throws -> [BootEntry] {
        let folder = try Directory.open(output)
        var entries: [BootEntry] = []
        for bytes in try Directory.names(in: folder) {
            guard let name = String(validating: bytes, as: UTF8.self), BootEntry.isName(name),
                let report = try? StoredReport.read("\(output)/\(name)")
            else { continue }
            entries.append(
                try BootEntry(
                    name: name, title: "\(report.base.title) \(report.base.version): \(report.name)",
                    description: report.description, commandLine: CommandLineWords.split(report.commandLine),
                    isStandIn: report.base.standIn, provenance: report.base.provenance))
        }
        return entries
    }
}
