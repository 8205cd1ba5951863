/// Sees everything that is unpacked, in one pass and in the kernel's order. What it throws ends reading.
package protocol InitrdVisitor: AnyObject {
    /// A segment begins; only its start and header are known.
    func segmentBegan(_ segment: InitrdSegment) throws
    /// An entry, after it was applied to the tree. For a regular file that was not dropped: true to get its contents.
    func entry(_ entry: UnpackedEntry) throws -> Bool
    /// Some contents of the file last asked for; valid during the call only.
    func contents(_ bytes: UnsafeRawBufferPointer) throws
    /// The end of the file last asked for; false where the archive ends or fails within it.
    func contentsEnded(complete: Bool) throws
    /// A segment has ended, whole or not.
    func segmentEnded(_ segment: InitrdSegment) throws
}

extension InitrdVisitor {
    package func segmentBegan(_ segment: InitrdSegment) throws {}
    package func contents(_ bytes: UnsafeRawBufferPointer) throws {}
    package func contentsEnded(complete: Bool) throws {}
    package func segmentEnded(_ segment: InitrdSegment) throws {}
}
