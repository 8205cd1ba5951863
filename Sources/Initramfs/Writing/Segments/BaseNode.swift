/// What is at a path of the tree that a segment is unpacked over.
package struct BaseNode: Equatable, Sendable {
    /// A directory's permissions, owner and time are written again with it, so that they stay.
    package let metadata: EntryMetadata
    /// Of a directory: whether nothing lies in it.
    package let isEmpty: Bool
    /// Of a regular file: whether its inode has further names.
    package let isShared: Bool

    package init(_ metadata: EntryMetadata, isEmpty: Bool = false, isShared: Bool = false) {
        self.metadata = metadata
        self.isEmpty = isEmpty
        self.isShared = isShared
    }
}
