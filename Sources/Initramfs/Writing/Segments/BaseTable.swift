/// A base tree in memory, built from the entries of an archive in their order.
package struct BaseTable: BaseTree {
    private var nodes: [EntryName: EntryMetadata] = [:]
    private var filled: Set<EntryName> = []
    private var shared: Set<EntryName> = []

    package init() {}

    /// Puts something at a path; what was there is replaced.
    ///
    /// - Parameter isShared: of a regular file, whether it has further names.
    package mutating func set(_ name: EntryName, _ metadata: EntryMetadata, isShared: Bool = false) {
        nodes[name] = metadata
        if isShared { shared.insert(name) } else { shared.remove(name) }
        if let parent = name.parent { filled.insert(parent) }
    }

    package func node(_ name: EntryName) -> BaseNode? {
        nodes[name].map { BaseNode($0, isEmpty: !filled.contains(name), isShared: shared.contains(name)) }
    }
}
