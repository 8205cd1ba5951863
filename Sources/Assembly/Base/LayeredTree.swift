package import Initramfs

/// A tree that grows: what the base holds, and over it what earlier segments have put there.
package struct LayeredTree: BaseTree {
    private let base: PathTable
    private var added: [EntryName: BaseNode] = [:]
    /// Directories that are empty no more.
    private var filled: Set<EntryName> = []

    package init(base: PathTable = .empty) {
        self.base = base
    }

    package func node(_ name: EntryName) -> BaseNode? {
        guard let found = added[name] ?? base.node(name) else { return nil }
        guard found.isEmpty, filled.contains(name) else { return found }
        return BaseNode(found.metadata, isEmpty: false, isShared: found.isShared)
    }

    /// Puts something at a path. A directory that is there keeps what is in it.
    package mutating func set(_ name: EntryName, _ metadata: EntryMetadata, isShared: Bool = false) {
        if let old = node(name), old.metadata.kind == .directory, !old.isEmpty { filled.insert(name) }
        added[name] = BaseNode(metadata, isEmpty: metadata.kind == .directory, isShared: isShared)
        if let parent = name.parent { filled.insert(parent) }
    }
}
