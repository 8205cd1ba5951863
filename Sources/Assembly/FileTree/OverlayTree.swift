internal import Initramfs
internal import Machine
package import Recipes

/// A folder that is laid over the base, listed but not read.
///
/// Everything in it is copied as it stands, `.git`, editors' backups and the `.gitkeep` of empty folders included: what
/// is left out silently is missing on a node. Owner, group, times, the order of the directory and all permissions but
/// "its owner may run it" are the machine's and do not count.
package struct OverlayTree: Sendable {
    /// The folder's path, for messages and for reading its files.
    package let source: String
    /// Bytewise by name, without the folder itself.
    package let entries: [OverlayEntry]

    /// Lists a folder.
    ///
    /// - Parameters:
    ///   - source: its path; a symbolic link there is followed, none below it ever is.
    ///   - position: where the recipe names it.
    /// - Throws: everything that is wrong with the tree: a FIFO, a socket, a device, a folder that may not be read, a
    ///   link that climbs out, a file or a tree that is too large.
    package static func read(
        _ source: String, position: SourcePosition?, limits: OverlayLimits = OverlayLimits()
    ) throws(Diagnostics) -> OverlayTree {
        var walk = OverlayWalk(source: source, position: position, limits: limits)
        walk.run()
        if walk.diagnostics.hasErrors { throw walk.diagnostics }
        return OverlayTree(source: source, entries: HardLinks.mark(walk.found))
    }
}
