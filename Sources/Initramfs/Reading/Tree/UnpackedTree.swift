/// The tree that the kernel makes of all segments, entry by entry, in its order: the last writer wins.
///
/// Contents are not kept, only where they are. Memory is bounded by the number of entries and their names. Whatever is
/// known of a tree between two segments is in a checkpoint, too (Checkpoint/TreeRecord.swift).
package struct UnpackedTree: Sendable {
    static let root: Int32 = 0

    var nodes: [TreeNode]
    var names = NameTable()
    var targets: [[UInt8]] = []
    var counter = TreeCounter()
    var links = LinkTable()
    /// The path of what the last entry took away; entries that are dropped in the end take away things as well.
    var removed: [UInt8]?
    /// Whether an entry has set the root's mode; before it has, that is the kernel's own.
    var rootIsSet = false
    /// The file that is being written.
    private(set) var openFile: Int32 = -1

    init() {
        var root = TreeNode(type: 0o040000, permissions: 0o755, uid: 0, gid: 0, modified: 0)
        root.links = 1
        nodes = [root]
    }

    /// A tree that was read before.
    init(
        nodes: [TreeNode], names: NameTable, targets: [[UInt8]], statistics: TreeStatistics, links: LinkTable
    ) {
        self.nodes = nodes
        self.names = names
        self.targets = targets
        counter = TreeCounter(statistics: statistics)
        self.links = links
        targetBytes = targets.reduce(0) { $0 + $1.count }
    }

    /// What the tree costs.
    package var statistics: TreeStatistics { counter.statistics }

    /// Bytes of all names and targets that are kept.
    var nameBytes: Int { names.storedBytes + targetBytes + links.storedBytes }
    private var targetBytes = 0

    // MARK: - What init/initramfs.c does to the file system

    /// `clean_path`: takes away what has the name and another type; an empty directory too. Type 0 differs from all.
    ///
    /// Returns what was taken away.
    @discardableResult
    mutating func clean(_ path: [UInt8], type: UInt32) -> TreeNode? {
        guard let (node, name) = lookup(path, follow: false), nodes[Int(node)].type != type else {
            return nil
        }
        // "." and ".." cannot be taken away by that name, nor by "link/" the directory behind the link.
        guard let place = try? place(path), !place.last.isEmpty,
            let own = names.find(place.directory, place.last), own == name
        else { return nil }
        if nodes[Int(node)].isDirectory, nodes[Int(node)].children > 0 { return nil }
        removed = self.path(ofName: name)
        remove(name)
        return nodes[Int(node)]
    }

    /// Opens a regular file for writing, making it where there is none; nil and a reason where that fails.
    mutating func openRegular(_ path: [UInt8], _ header: NewcHeader, truncate: Bool) throws(DropReason)
        -> Int32
    {
        var links = 0
        var place = try place(path[...], from: Self.root, &links)
        var found: Int32?
        while found == nil {
            if place.last.isEmpty || place.isDirectoryName { throw .nameIsDirectory }
            guard let name = names.find(place.directory, place.last) else { break }
            let named = names.names[Int(name)].node
            guard nodes[Int(named)].isSymlink else {
                found = named
                break
            }
            // Only a hard link to a symbolic link is met here; open(2) follows it and makes what it leads to.
            place = try target(of: named, in: place.directory, &links)
        }
        if let found {
            if nodes[Int(found)].isDirectory { throw .directoryInTheWay }
            guard nodes[Int(found)].isRegular else { throw .notAFile }
        }
        let node = found ?? create(place, header)
        setMetadata(node, header)
        if truncate { resize(node, 0) }
        openFile = node
        return node
    }

    /// Counts contents of the open file.
    mutating func write(_ count: Int, segment: Int, origin: UInt64) {
        guard openFile >= 0, count > 0 else { return }
        let node = Int(openFile)
        if nodes[node].segment != Int32(segment) || nodes[node].origin != origin {
            resize(openFile, 0)
            nodes[node].segment = Int32(segment)
            nodes[node].origin = origin
        }
        resize(openFile, nodes[node].size + UInt64(count))
    }

    mutating func closeFile() { openFile = -1 }

    /// Makes a directory, or gives one that exists the entry's metadata.
    mutating func makeDirectory(_ path: [UInt8], _ header: NewcHeader) throws(DropReason) -> UnpackEffect {
        if let (node, _) = lookup(path, follow: true) {
            setMetadata(node, header)
            guard nodes[Int(node)].isDirectory else { throw .parentNotDirectory }
            return .updated
        }
        let place = try place(path)
        if place.last.isEmpty { throw .nameIsDirectory }
        // A dangling link has the name: mkdir(2) says EEXIST, chmod(2) finds nothing.
        if names.find(place.directory, place.last) != nil { throw .parentMissing }
        _ = create(place, header)
        return .created
    }

    /// Makes a device node, FIFO or socket, or gives one that exists the entry's metadata.
    mutating func makeNode(_ path: [UInt8], _ header: NewcHeader) throws(DropReason) -> UnpackEffect {
        if let (node, _) = lookup(path, follow: true) {
            setMetadata(node, header)
            if nodes[Int(node)].isDirectory { throw .directoryInTheWay }
            return .updated
        }
        let place = try place(path)
        if place.last.isEmpty || place.isDirectoryName { throw .nameIsDirectory }
        if names.find(place.directory, place.last) != nil { throw .parentMissing }
        let node = create(place, header)
        nodes[Int(node)].major = header.nodeMajor
        nodes[Int(node)].minor = header.nodeMinor
        return .created
    }

    /// Makes a symbolic link; nothing may have the name.
    mutating func makeSymlink(_ path: [UInt8], _ target: [UInt8], _ header: NewcHeader) throws(DropReason) {
        if target.isEmpty { throw .targetEmpty }
        if target.count > EntryName.maximumLength { throw .targetTooLong(target.count) }
        let place = try place(path)
        if place.last.isEmpty || place.isDirectoryName { throw .nameIsDirectory }
        if names.find(place.directory, place.last) != nil { throw .directoryInTheWay }
        targets.append(target)
        targetBytes += target.count
        counter.target(length: target.count, by: 1)
        var node = TreeNode(header)
        // symlink(2) gives 0777 to every link.
        node.permissions = 0o777
        node.target = Int32(targets.count - 1)
        add(place, node)
    }

    /// Gives a file a further name; the node, nil where link(2) fails.
    mutating func link(_ old: [UInt8], _ path: [UInt8]) throws(DropReason) -> Int32 {
        guard let (node, _) = lookup(old, follow: false), !nodes[Int(node)].isDirectory else {
            throw .linkSourceGone
        }
        let place = try place(path)
        if place.last.isEmpty || place.isDirectoryName { throw .nameIsDirectory }
        if names.find(place.directory, place.last) != nil { throw .directoryInTheWay }
        name(node, place)
        return node
    }
}
