import Assembly
import FoundationEssentials
import Machine

/// What a path below `out/` is.
enum Folder {
    /// The absolute path of the folder that the process was started in.
    static var current: String { FileManager.default.currentDirectoryPath }

    /// True for the folder of an image.
    static func isImage(_ path: String) -> Bool {
        let status = try? FileStatus.ifExists(path: "\(path)/report.json")
        return status.flatMap { $0 } != nil
    }

    /// True for what the collection's menus put there: `pxelinux.cfg`, `grub`, `menu.ipxe`.
    static func isPartOfCollection(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return MenuFormats.all.contains {
            $0.collectionPath.split(separator: "/").first.map(String.init) == name
        }
    }
}
