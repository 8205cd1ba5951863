internal import Initramfs

/// Makes the index of an archive of a root tree.
enum RootIndexer {
    static func index(_ path: String) throws -> TreeIndex {
        let tree = try RootTree.read(path)
        var names: [Int: Int] = [:]
        for item in tree.items where item.metadata.kind == .regular { names[item.inode, default: 0] += 1 }
        var census = TreeCensus()
        let nodes = tree.items.map { item in
            census.count(item.name, item.metadata.kind, inode: item.inode, size: item.size)
            return (
                name: item.name, node: BaseNode(item.metadata, isShared: names[item.inode, default: 1] > 1)
            )
        }
        return TreeIndex(
            paths: PathTable(nodes), statistics: census.statistics, shape: nil, notes: tree.notes)
    }
}
