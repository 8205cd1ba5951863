/// Takes what the parser finds in an archive, in order.
protocol NewcEvents: AnyObject {
    /// An entry that is no symbolic link. `name` ends before its first NUL; `origin` is where its contents begin.
    ///
    /// For a regular file: true where the file could be opened, so that its contents follow.
    func entry(_ header: NewcHeader, name: [UInt8], origin: UInt64) throws(DecodeStop) -> Bool
    /// A symbolic link; name and target end before their first NUL.
    func symlink(_ header: NewcHeader, name: [UInt8], target: [UInt8], origin: UInt64) throws(DecodeStop)
    /// Some contents of the file that was opened last.
    func contents(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop)
    /// The end of the file that was opened last.
    func contentsEnd() throws(DecodeStop)
    /// An entry that the kernel steps over without looking at its name.
    func skipped(_ header: NewcHeader, _ reason: DropReason, origin: UInt64) throws(DecodeStop)
    /// "TRAILER!!!".
    func trailer() throws(DecodeStop)
}
