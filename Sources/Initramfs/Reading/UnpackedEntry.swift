/// One entry of an archive and what unpacking it did.
package struct UnpackedEntry: Equatable, Sendable {
    /// Counted from 0 over all segments.
    package let ordinal: Int
    /// Index of its segment.
    package let segment: Int
    /// The numbers of its header.
    package let header: NewcHeader
    /// Its name as it stands in the archive, up to the first NUL; empty where the kernel does not read the name.
    package let name: [UInt8]
    /// A symbolic link's target.
    package let target: [UInt8]?
    /// What the kernel makes of it.
    package let effect: UnpackEffect
    /// Where it is in the tree, links on the way followed: components joined by `/`, none of them `.` or `..`; empty
    /// for the root. Nil where it was dropped.
    package let path: [UInt8]?
    /// The path of what it took away before: something of another type, or another file for a hard link. What was
    /// taken away is gone even where the entry itself is dropped then.
    package let removed: [UInt8]?
    /// Where its contents begin: position in the file for plain cpio, in the unpacked stream otherwise.
    package let origin: UInt64
}
