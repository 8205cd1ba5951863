internal import Machine

/// A new entry of the store while it is written: it gets its name when its digest is known. Dropped, it
/// leaves nothing.
final class StoreWriter {
    private let store: Store
    private var file: AtomicFile?
    private(set) var contents: ContentHasher

    init(store: Store, withSHA512: Bool) throws {
        self.store = store
        contents = ContentHasher(withSHA512: withSHA512)
        file = try AtomicFile(path: store.temporaryFolder + "/entry", permissions: 0o400)
    }

    /// Bytes so far.
    var count: Int64 { contents.count }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try file?.descriptor.write(bytes)
        contents.update(bytes)
    }

    /// Puts the entry into the store; nothing may be appended after that.
    func finish() throws -> StoredContent {
        let digest = contents.digest
        let target = try store.prepare(digest)
        if let file = file.take() { try file.commit(to: target) }
        return StoredContent(digest: digest, size: contents.count)
    }
}
