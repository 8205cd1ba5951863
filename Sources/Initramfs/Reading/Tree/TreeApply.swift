/// Unpacks entries into the tree: `do_name` and `do_symlink` of init/initramfs.c.
extension UnpackedTree {
    /// What unpacking an entry did, with what is worth a warning.
    struct Applied {
        var effect: UnpackEffect
        /// A regular file is open for contents.
        var isOpen = false
        /// The target of a symbolic link that a directory took the place of.
        var replacedLink: [UInt8]?
        /// The first name of an inode of an earlier segment that this entry, by its number, is taken for.
        var clobbered: LinkTable.First?
        /// What a directory that existed was before.
        var before: EntryMetadata?
    }

    /// Unpacks an entry that is no symbolic link.
    mutating func apply(_ header: NewcHeader, _ name: [UInt8], segment: Int) -> Applied {
        var result = Applied(effect: .created)
        removed = nil
        if header.isDirectory, let (node, _) = lookup(name, follow: true), nodes[Int(node)].isDirectory {
            if node != Self.root || rootIsSet { result.before = metadata(node) }
            if node == Self.root { rootIsSet = true }
        }
        let gone = clean(name, type: header.type)
        if header.isDirectory, let gone, gone.isSymlink {
            result.replacedLink = targets[Int(gone.target)]
            result.before = nil
        }
        do throws(DropReason) {
            if header.isRegular {
                try applyRegular(header, name, segment, &result)
            } else if header.isDirectory {
                result.effect = try makeDirectory(name, header)
            } else if header.isNode {
                if let first = try linked(header, name, segment, &result) {
                    result.effect = .linked(to: first)
                } else {
                    result.effect = try makeNode(name, header)
                }
            } else {
                throw .unknownType(header.mode)
            }
        } catch {
            result.effect = .dropped(error)
        }
        return result
    }

    /// Unpacks a symbolic link.
    mutating func apply(_ header: NewcHeader, _ name: [UInt8], target: [UInt8]) -> UnpackEffect {
        removed = nil
        clean(name, type: 0)
        do throws(DropReason) {
            try makeSymlink(name, target, header)
            return .created
        } catch {
            // do_symlink goes on to lchown what has the name.
            if let (node, _) = lookup(name, follow: false) {
                nodes[Int(node)].uid = header.uid
                nodes[Int(node)].gid = header.gid
            }
            return .dropped(error)
        }
    }

    private mutating func applyRegular(
        _ header: NewcHeader, _ name: [UInt8], _ segment: Int, _ result: inout Applied
    ) throws(DropReason) {
        let first = try linked(header, name, segment, &result)
        let existed = lookup(name, follow: true) != nil
        _ = try openRegular(name, header, truncate: first == nil)
        result.isOpen = true
        if let first {
            result.effect = .linked(to: first)
        } else if existed {
            result.effect = .updated
        }
    }

    /// `maybe_link`: the path of the entry's inode where it has one already, after linking to it.
    private mutating func linked(
        _ header: NewcHeader, _ name: [UInt8], _ segment: Int, _ result: inout Applied
    ) throws(DropReason) -> [UInt8]? {
        guard header.links >= 2, let first = links.find(header, name, segment: segment) else { return nil }
        if first.segment != segment { result.clobbered = first }
        clean(name, type: 0)
        _ = try link(first.name, name)
        return path(of: first.name, follow: false) ?? first.name
    }

    /// A node's metadata.
    func metadata(_ number: Int32) -> EntryMetadata {
        let node = nodes[Int(number)]
        let kind: EntryKind
        switch node.type {
        case 0o040000: kind = .directory
        case 0o120000: kind = .symlink(node.target >= 0 ? targets[Int(node.target)] : [])
        case 0o020000: kind = .character(major: node.major, minor: node.minor)
        case 0o060000: kind = .block(major: node.major, minor: node.minor)
        case 0o010000: kind = .fifo
        case 0o140000: kind = .socket
        default: kind = .regular
        }
        return EntryMetadata(
            kind: kind, permissions: node.permissions, uid: node.uid, gid: node.gid, modified: node.modified)
    }
}
