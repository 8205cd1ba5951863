/// Nodes and names of a tree, with the statistics kept up to date.
extension UnpackedTree {
    mutating func create(_ place: Place, _ header: NewcHeader) -> Int32 {
        add(place, TreeNode(header))
    }

    @discardableResult
    mutating func add(_ place: Place, _ node: TreeNode) -> Int32 {
        nodes.append(node)
        let number = Int32(nodes.count - 1)
        name(number, place)
        return number
    }

    mutating func name(_ node: Int32, _ place: Place) {
        let number = names.add(place.directory, place.last, node: node)
        nodes[Int(place.directory)].children += 1
        nodes[Int(node)].links += 1
        if nodes[Int(node)].isDirectory { nodes[Int(node)].name = number }
        counter.named(
            nodes[Int(node)], length: place.last.count, path: pathLength(place.directory, place.last.count))
    }

    mutating func remove(_ number: Int32) {
        let name = names.names[Int(number)]
        let path = pathLength(name.parent, Int(name.length))
        names.remove(number)
        nodes[Int(name.parent)].children -= 1
        nodes[Int(name.node)].links -= 1
        let node = nodes[Int(name.node)]
        counter.unnamed(node, length: Int(name.length), path: path)
        if node.isSymlink, node.links == 0 {
            counter.target(length: targets[Int(node.target)].count, by: -1)
        }
    }

    mutating func resize(_ node: Int32, _ size: UInt64) {
        counter.resized(from: nodes[Int(node)].size, to: size)
        nodes[Int(node)].size = size
    }

    mutating func setMetadata(_ node: Int32, _ header: NewcHeader) {
        nodes[Int(node)].permissions = header.permissions
        nodes[Int(node)].uid = header.uid
        nodes[Int(node)].gid = header.gid
        nodes[Int(node)].modified = header.modified
    }
}

extension TreeNode {
    /// A node as an entry describes it.
    init(_ header: NewcHeader) {
        self.init(
            type: header.type, permissions: header.permissions, uid: header.uid, gid: header.gid,
            modified: header.modified)
    }
}
