/// The tree that a segment is unpacked over: what the segments before it leave behind.
package protocol BaseTree: Sendable {
    /// What is at a path, links not followed; nil where nothing is. Never asked for the root.
    func node(_ name: EntryName) -> BaseNode?
}

extension BaseTree {
    /// The path with every symbolic link on the way followed within the tree, as the kernel does it:
    /// `lib/modules` becomes `usr/lib/modules` where `lib` is a link to `usr/lib`.
    ///
    /// - Parameter followingLast: whether a link at the end is followed too: right for a directory, wrong for
    ///   a file, which replaces the link.
    /// - Returns: the path; where it leads to nothing, what it would be called. Nil for a circle of links
    ///   (the kernel follows 40, include/linux/namei.h MAXSYMLINKS) and for a path that gets too long.
    package func resolve(_ name: EntryName, followingLast: Bool = false) -> EntryName? {
        var pending = Array(name.components.reversed())
        var current = EntryName.root
        var links = 0
        while let component = pending.popLast() {
            if component == [UInt8(ascii: ".")] { continue }
            if component == [UInt8(ascii: "."), UInt8(ascii: ".")] {
                // Above the root is the root (path_resolution(7)).
                current = current.parent ?? .root
                continue
            }
            guard let next = try? current.appending(component) else { return nil }
            guard followingLast || !pending.isEmpty, case .symlink(let target) = node(next)?.metadata.kind
            else {
                current = next
                continue
            }
            links += 1
            if links > 40 { return nil }
            if target.first == UInt8(ascii: "/") { current = .root }
            pending += target.split(separator: UInt8(ascii: "/")).reversed()
        }
        return current
    }
}
