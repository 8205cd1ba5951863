import Initramfs

/// Collects the entries of an initrd for `kimage inspect --list`, in the order in which the kernel sees them.
final class EntryListing: InitrdVisitor {
    /// One entry as it is printed.
    struct Line: Encodable {
        let segment: Int
        let mode: String
        let uid: UInt32
        let gid: UInt32
        let size: UInt32
        let modified: UInt32
        /// Escaped: `\xNN` for every byte that is not printable UTF-8.
        let name: String
        let target: String?
        let note: String?
    }

    private(set) var lines: [Line] = []

    func entry(_ entry: UnpackedEntry) throws -> Bool {
        lines.append(
            Line(
                segment: entry.segment + 1, mode: FileMode.text(entry.header.mode), uid: entry.header.uid,
                gid: entry.header.gid, size: entry.header.size, modified: entry.header.modified,
                name: Escaping.printable(entry.name), target: entry.target.map { Escaping.printable($0) },
                note: Self.note(entry.effect)))
        return false
    }

    private static func note(_ effect: UnpackEffect) -> String? {
        switch effect {
        case .created: nil
        case .updated: "replaces"
        case .linked(let name): "hard link of \(Escaping.printable(name))"
        case .dropped(let reason): "left out: \(reason)"
        }
    }
}
