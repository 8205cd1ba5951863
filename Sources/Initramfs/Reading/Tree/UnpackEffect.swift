/// What unpacking an entry did to the tree.
package enum UnpackEffect: Equatable, Sendable {
    /// Something new, or in the place of something of another type, which is gone.
    case created
    /// A file, directory or node of the same type was there: its contents (file) and metadata are the entry's now.
    case updated
    /// A further name of the file at that path of the tree; the entry's contents, if it has any, replace that file's.
    case linked(to: [UInt8])
    /// Nothing; the kernel says nothing.
    case dropped(DropReason)
}
