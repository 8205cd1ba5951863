/// Gives sorted entries their inode numbers, from 1 on, and the names of one file the same.
///
/// The first name in the archive carries the data: the kernel (init/initramfs.c `maybe_link`) makes the later
/// ones links and leaves what they point to alone when they have no data, and cpio(1) and bsdcpio(1) extract
/// it so as well.
enum InodeNumbering {
    /// A file with several names.
    private struct Group {
        var metadata: EntryMetadata
        var contents: any EntryContents
        var names: UInt32
        var inode: UInt32?
    }

    /// Throws `.hardLinkTarget`.
    static func number(_ sorted: [SegmentEntry]) throws(SegmentFault) -> [Segment.Item] {
        var groups = try groups(sorted)
        var items: [Segment.Item] = []
        items.reserveCapacity(sorted.count)
        var last: UInt32 = 0
        for entry in sorted {
            var target = entry.name
            if case .hardLink(let name) = entry.payload { target = name }
            if !groups.isEmpty, var group = groups[target] {
                let isFirst = group.inode == nil
                if isFirst { last += 1 }
                let inode = group.inode ?? last
                group.inode = inode
                groups[target] = group
                items.append(
                    Segment.Item(
                        name: entry.name, metadata: group.metadata, inode: inode, links: group.names,
                        contents: isFirst ? group.contents : nil))
                continue
            }
            last += 1
            var contents: (any EntryContents)?
            if case .contents(let own) = entry.payload { contents = own }
            let links: UInt32 = entry.metadata.kind == .directory ? 2 : 1
            items.append(
                Segment.Item(
                    name: entry.name, metadata: entry.metadata, inode: last, links: links, contents: contents)
            )
        }
        return items
    }

    /// The files that hard links lead to, by the name that was given with their contents.
    private static func groups(_ sorted: [SegmentEntry]) throws(SegmentFault) -> [EntryName: Group] {
        var names: [EntryName: UInt32] = [:]
        for entry in sorted {
            if case .hardLink(let target) = entry.payload { names[target, default: 1] += 1 }
        }
        if names.isEmpty { return [:] }
        var groups: [EntryName: Group] = [:]
        for entry in sorted {
            guard case .contents(let contents) = entry.payload, let count = names[entry.name] else {
                continue
            }
            groups[entry.name] = Group(metadata: entry.metadata, contents: contents, names: count)
        }
        for entry in sorted {
            if case .hardLink(let target) = entry.payload, groups[target] == nil {
                throw .hardLinkTarget(entry.name, target)
            }
        }
        return groups
    }
}
