internal import Initramfs

/// Reads the base's initrd as the kernel would.
enum InitrdIndexer {
    static func index(_ path: String) throws -> TreeIndex {
        let source = try InputSource(path: path)
        let image = try InitrdReader(source).read()
        let nodes = image.tree.items().map { item in
            (
                name: item.name,
                node: BaseNode(item.metadata, isShared: item.metadata.kind == .regular && item.links > 1)
            )
        }
        let last = image.segments.last
        let shape = TreeIndex.Shape(
            first: image.segments.first?.compression ?? .none, last: last?.compression ?? .none,
            trailingZeros: source.size - min(source.size, last?.end ?? source.size),
            hasTrailer: last?.trailerSeen ?? true, failure: image.verdict.failure?.description)
        return TreeIndex(
            paths: PathTable(nodes), statistics: image.tree.statistics, shape: shape,
            notes: image.verdict.warnings.map { "the base's initrd: \($0)" })
    }
}
