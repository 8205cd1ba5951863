/// Looks paths up in a tree as the kernel does, following symbolic links on the way.
extension UnpackedTree {
    /// Where a path leads up to its last component.
    struct Place {
        /// The directory that holds it.
        var directory: Int32
        /// The last component; empty for the directory itself (`/`, `.`, `..`).
        var last: ArraySlice<UInt8>
        /// The path ends with a slash.
        var isDirectoryName: Bool
    }

    private static let dot = UInt8(ascii: ".")
    private static let slash = UInt8(ascii: "/")
    /// MAXSYMLINKS.
    private static let mostLinks = 40
    private static let longestComponent = 255

    /// Walks to the directory that holds the last component.
    func place(_ path: [UInt8]) throws(DropReason) -> Place {
        var links = 0
        return try place(path[...], from: Self.root, &links)
    }

    func place(
        _ path: ArraySlice<UInt8>, from: Int32, _ links: inout Int
    ) throws(DropReason) -> Place {
        guard let first = path.first else { throw .nameEmpty }
        var directory = first == Self.slash ? Self.root : from
        var rest = path
        while true {
            rest = rest.drop { $0 == Self.slash }
            let component = rest.prefix { $0 != Self.slash }
            if component.isEmpty { return Place(directory: directory, last: [], isDirectoryName: true) }
            rest = rest[component.endIndex...]
            let isLast = rest.allSatisfy { $0 == Self.slash }
            if component.count <= 2, component.allSatisfy({ $0 == Self.dot }) {
                if component.count == 2 { directory = parent(of: directory) }
                if isLast { return Place(directory: directory, last: [], isDirectoryName: true) }
                continue
            }
            if component.count > Self.longestComponent { throw .componentTooLong }
            if isLast { return Place(directory: directory, last: component, isDirectoryName: !rest.isEmpty) }
            guard let name = names.find(directory, component) else { throw .parentMissing }
            directory = try enter(names.names[Int(name)].node, in: directory, &links)
        }
    }

    /// The directory that a node is or leads to.
    private func enter(
        _ node: Int32, in directory: Int32, _ links: inout Int
    ) throws(DropReason) -> Int32 {
        let found = nodes[Int(node)]
        if found.isDirectory { return node }
        guard found.isSymlink else { throw .parentNotDirectory }
        let end = try follow(node, in: directory, &links).node
        guard nodes[Int(end)].isDirectory else { throw .parentNotDirectory }
        return end
    }

    /// What a symbolic link in a directory leads to in the end; all links on the way are counted together, so that
    /// links to links cannot multiply.
    func follow(
        _ node: Int32, in directory: Int32, _ links: inout Int
    ) throws(DropReason) -> (node: Int32, name: Int32) {
        var node = node
        var directory = directory
        var name: Int32 = -1
        while nodes[Int(node)].isSymlink {
            let place = try target(of: node, in: directory, &links)
            if place.last.isEmpty { return (place.directory, nodes[Int(place.directory)].name) }
            guard let found = names.find(place.directory, place.last) else { throw .parentMissing }
            name = found
            node = names.names[Int(found)].node
            directory = place.directory
        }
        return (node, name)
    }

    /// Where a symbolic link in a directory leads to, its last component not looked at.
    func target(of node: Int32, in directory: Int32, _ links: inout Int) throws(DropReason) -> Place {
        if links >= Self.mostLinks { throw .tooManyLinks }
        links += 1
        return try place(targets[Int(nodes[Int(node)].target)][...], from: directory, &links)
    }

    /// The node that a path names, and the number of that name; a last symbolic link is followed where asked or where
    /// the path ends with a slash. Nil where there is none.
    func lookup(_ path: [UInt8], follow wanted: Bool) -> (node: Int32, name: Int32)? {
        do throws(DropReason) {
            var links = 0
            let place = try place(path[...], from: Self.root, &links)
            if place.last.isEmpty { return (place.directory, nodes[Int(place.directory)].name) }
            guard let name = names.find(place.directory, place.last) else { return nil }
            var found = (node: names.names[Int(name)].node, name: name)
            if nodes[Int(found.node)].isSymlink, wanted || place.isDirectoryName {
                found = try self.follow(found.node, in: place.directory, &links)
            }
            if place.isDirectoryName, !nodes[Int(found.node)].isDirectory { return nil }
            return found
        } catch {
            return nil
        }
    }

    /// The directory above a directory; the root's is the root.
    func parent(of directory: Int32) -> Int32 {
        let name = nodes[Int(directory)].name
        return name < 0 ? Self.root : names.names[Int(name)].parent
    }

    /// The path of a name from the root, without a slash at the start.
    func path(ofName number: Int32) -> [UInt8] {
        guard number >= 0 else { return [] }
        var parts = [names.component(number)]
        var directory = names.names[Int(number)].parent
        while nodes[Int(directory)].name >= 0 {
            let name = nodes[Int(directory)].name
            parts.append(names.component(name))
            directory = names.names[Int(name)].parent
        }
        return Array(parts.reversed().joined(separator: [Self.slash]))
    }

    /// The path from the root of what an archive's name leads to now, a last symbolic link followed where asked.
    func path(of name: [UInt8], follow: Bool) -> [UInt8]? {
        lookup(name, follow: follow).map { path(ofName: $0.name) }
    }

    /// Length of the path that a directory has or that a name in it would have.
    func pathLength(_ directory: Int32, _ component: Int) -> Int {
        var length = component
        var directory = directory
        while nodes[Int(directory)].name >= 0 {
            let name = names.names[Int(nodes[Int(directory)].name)]
            length += Int(name.length) + 1
            directory = name.parent
        }
        return length
    }
}
