import Recipes

/// One thing that carrying out a configuration puts into the root tree.
package struct ProvisionedItem: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case file([UInt8], mode: UInt32, owner: Owner)
        case directory(mode: UInt32, owner: Owner)
        case symlink(target: String)
    }

    /// Absolute path in the running system.
    package var path: String
    package var content: Content
    /// Where the user asked for it.
    package var origin: SourcePosition?

    package init(path: String, content: Content, origin: SourcePosition? = nil) {
        self.path = path
        self.content = content
        self.origin = origin
    }

    /// A regular file of root's.
    package static func file(_ path: String, _ text: String, mode: UInt32 = 0o644) -> ProvisionedItem {
        ProvisionedItem(path: path, content: .file(Array(text.utf8), mode: mode, owner: .root))
    }
}
