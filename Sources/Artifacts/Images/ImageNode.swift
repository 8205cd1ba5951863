/// A file of the tree that an image's layers make. Several names may lead to one node: hard links.
final class ImageNode {
    /// What the node is: the entry's fields without its path; size and offset are those of its data in the
    /// layer.
    var entry: TarEntry
    /// The layer that has its data.
    let layer: Int
    /// Of a directory, by name.
    var children: [[UInt8]: ImageNode] = [:]

    init(_ entry: TarEntry, layer: Int) {
        self.entry = entry
        self.layer = layer
    }

    var isDirectory: Bool { entry.kind == .directory }

    /// A directory that no layer has an entry for, but something in it.
    static func implied(layer: Int) -> ImageNode {
        ImageNode(
            TarEntry(path: [], kind: .directory, permissions: 0o755, owner: 0, group: 0, modified: 0),
            layer: layer)
    }
}
