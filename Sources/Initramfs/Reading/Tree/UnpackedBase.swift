/// A tree that was read is what further segments are written over.
extension UnpackedTree: BaseTree {
    /// What is at a path, a last symbolic link not followed.
    package func node(_ name: EntryName) -> BaseNode? {
        guard !name.isRoot, let (number, found) = lookup(name.bytes, follow: false), found >= 0 else {
            return nil
        }
        let node = nodes[Int(number)]
        return BaseNode(
            metadata(number), isEmpty: node.isDirectory && node.children == 0,
            isShared: node.isRegular && node.links > 1)
    }
}
