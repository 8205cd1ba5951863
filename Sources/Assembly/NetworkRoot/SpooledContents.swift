internal import Initramfs

/// One file of a spool.
struct SpooledContents: EntryContents {
    let spool: RootSpool
    let offset: UInt64
    let size: UInt64

    func stream(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try spool.read(offset, size, body)
    }

    /// All of it.
    ///
    /// - Throws: `RootImageFault` where there are more than `limit` bytes.
    func bytes(limit: Int, of name: EntryName) throws -> [UInt8] {
        guard size <= UInt64(limit) else {
            throw RootImageFault("\(name) of the root has \(size) bytes, more than \(limit)")
        }
        var result: [UInt8] = []
        result.reserveCapacity(Int(size))
        try stream { result.append(contentsOf: $0) }
        return result
    }
}
