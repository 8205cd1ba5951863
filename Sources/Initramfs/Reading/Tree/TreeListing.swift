/// Reading a finished tree.
extension UnpackedTree {
    /// One name of the tree with what it names.
    package struct Item: Equatable, Sendable {
        /// The path.
        package let name: EntryName
        /// Type, permissions, owner and time; a symbolic link's target is in the type.
        package let metadata: EntryMetadata
        /// Bytes of a regular file.
        package let size: UInt64
        /// How many names the same inode has.
        package let links: UInt32
        /// The inode's number within this tree, the same for hard links.
        package let inode: Int
    }

    /// The names, the root among them as the empty name, sorted bytewise by path.
    package func items() -> [Item] {
        var result = [item(.root, Self.root)]
        for (number, name) in names.names.enumerated() where name.node >= 0 && isReachable(name.parent) {
            // A name that the tree holds is always normal; the kernel's file system has the same limits, except for
            // the length of a whole path, which chains of symbolic links can exceed.
            guard let path = try? EntryName(path(ofName: Int32(number))) else { continue }
            result.append(item(path, name.node))
        }
        result.sort { $0.name < $1.name }
        return result
    }

    /// What a path names, under its own name; a symbolic link in its last component is followed where asked. Nil where
    /// there is nothing.
    package func item(at path: EntryName, follow: Bool = false) -> Item? {
        guard !path.isRoot else { return item(.root, Self.root) }
        guard let (node, name) = lookup(path.bytes, follow: follow) else { return nil }
        return item((try? EntryName(self.path(ofName: name))) ?? path, node)
    }

    /// True where the kernel finds a program to run at that path: anything but a directory.
    package func hasProgram(_ path: EntryName) -> Bool {
        guard let found = item(at: path, follow: true) else { return false }
        return found.metadata.kind != .directory
    }

    /// What the directories down to `depth` components hold, everything below them included: names of all kinds but
    /// themselves, and bytes of regular files (a hard-linked file counts where its first name is, by bytes).
    package func directorySizes(depth: Int) -> [DirectorySize] {
        var sums: [EntryName: DirectorySize] = [:]
        var seen: Set<Int> = []
        for item in items() {
            let isFile = item.metadata.kind == .regular
            let bytes = isFile && seen.insert(item.inode).inserted ? item.size : 0
            if item.metadata.kind == .directory, item.name.components.count <= depth {
                sums[item.name, default: DirectorySize(name: item.name)].names += 0
            }
            var above = item.name.parent
            while let directory = above {
                if directory.components.count <= depth {
                    sums[directory, default: DirectorySize(name: directory)].names += 1
                    sums[directory, default: DirectorySize(name: directory)].bytes += bytes
                }
                above = directory.parent
            }
        }
        return sums.values.sorted { $0.name < $1.name }
    }

    /// What one directory holds.
    package struct DirectorySize: Equatable, Sendable {
        /// The directory.
        package let name: EntryName
        /// Names of all kinds below it.
        package internal(set) var names = 0
        /// Bytes of the regular files below it.
        package internal(set) var bytes: UInt64 = 0
    }

    private func item(_ path: EntryName, _ number: Int32) -> Item {
        let node = nodes[Int(number)]
        return Item(
            name: path, metadata: metadata(number), size: node.isRegular ? node.size : 0, links: node.links,
            inode: Int(number))
    }

    /// A directory is only ever removed when it is empty, so a live name's directory is live.
    private func isReachable(_ directory: Int32) -> Bool { nodes[Int(directory)].links > 0 }
}
