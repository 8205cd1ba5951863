internal import Initramfs

/// Finds the names of one file among the names of a tree.
enum HardLinks {
    /// A listed entry and how many names its file has.
    struct Candidate {
        var entry: OverlayEntry
        var links: UInt64
    }

    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// The entries bytewise by name, where the second and further names of a file have become hard links to its first.
    static func mark(_ found: [Candidate]) -> [OverlayEntry] {
        var first: [Identity: EntryName] = [:]
        return found.sorted { $0.entry.name < $1.entry.name }.map { candidate in
            let entry = candidate.entry
            guard case .file = entry.content, candidate.links > 1 else { return entry }
            let identity = Identity(device: entry.signature.device, inode: entry.signature.inode)
            guard let name = first[identity] else {
                first[identity] = entry.name
                return entry
            }
            return OverlayEntry(
                name: entry.name, content: .hardLink(name), signature: entry.signature,
                capability: entry.capability)
        }
    }
}
