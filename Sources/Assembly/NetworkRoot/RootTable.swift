internal import Initramfs

/// The tree of a root archive, to look paths up in.
struct RootTable: BaseTree {
    private let entries: [EntryName: RootArchive.Entry]
    private let children: [EntryName: [EntryName]]

    init(_ archive: RootArchive) {
        entries = Dictionary(archive.entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        children = Dictionary(grouping: archive.entries.map(\.name)) { $0.parent ?? .root }
    }

    func node(_ name: EntryName) -> BaseNode? {
        entries[name].map { BaseNode($0.metadata) }
    }

    /// What a path leads to through all symbolic links; nil where that is nothing.
    func find(_ path: some Sequence<UInt8>) -> RootArchive.Entry? {
        guard let name = try? EntryName(path), let resolved = resolve(name, followingLast: true) else {
            return nil
        }
        return entries[resolved]
    }

    func find(_ path: String) -> RootArchive.Entry? { find(path.utf8) }

    /// The names in a folder, sorted.
    func names(in folder: EntryName) -> [EntryName] { children[folder] ?? [] }
}
