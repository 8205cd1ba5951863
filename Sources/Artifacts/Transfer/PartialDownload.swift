internal import Machine

/// What is here of a source that is being transferred: `partial/KEY/data`, and what the server said about it
/// beside it. One process has it at a time, under the source's lock.
final class PartialDownload {
    let folder: String
    private let descriptor: Descriptor
    private(set) var hasher: ContentHasher
    private let withSHA512: Bool
    /// What the server marks this version of the source with.
    private(set) var validator: String?
    /// Bytes of the whole, where the server said.
    private(set) var total: Int64?
    /// Whether a part of an earlier transfer is in it.
    private(set) var isResumed = false

    var path: String { "\(folder)/data" }
    private var statePath: String { "\(folder)/state" }
    var count: Int64 { hasher.count }

    /// Opens what is kept in `folder`, or starts anew.
    ///
    /// - Parameters:
    ///   - address: the source's public address; what is kept must be of the same one.
    ///   - order: what is kept is only used where a digest will tell at the end whether it fits.
    init(folder: String, address: String, order: FetchOrder) throws {
        self.folder = folder
        withSHA512 = order.sha512 != nil
        try Directory.create(folder, permissions: 0o700)
        descriptor = try Descriptor(
            open: "\(folder)/data", .readWrite, options: [.create, .noFollow], mode: 0o600)
        let kept = try descriptor.requireRegularFile().size
        hasher = ContentHasher(withSHA512: withSHA512)
        guard kept > 0, order.hasDigest, kept <= order.size ?? order.sizeLimit, try loadState(address) else {
            try restart()
            return
        }
        hasher = try descriptor.hash(withSHA512: withSHA512)
        isResumed = true
    }

    /// Forgets what is here.
    func restart() throws {
        try descriptor.truncate(to: 0)
        hasher = ContentHasher(withSHA512: withSHA512)
        validator = nil
        total = nil
        isResumed = false
    }

    /// Notes that the next transfer appends to what is here.
    func resume() { isResumed = count > 0 }

    /// Takes the next bytes.
    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try descriptor.write(bytes)
        hasher.update(bytes)
    }

    /// Keeps what the server says about this version.
    func note(_ head: ResponseHead, address: String) throws {
        total = head.range?.total ?? (head.status == 206 ? nil : head.contentLength)
        if let found = head.validator { validator = found }
        let text =
            LineText.line("url", address) + LineText.line("validator", validator)
            + LineText.line("total", total)
        try AtomicFile.write(Array(text.utf8), to: statePath, permissions: 0o600)
    }

    /// Moves the data into the store.
    func adopt(into store: Store) throws {
        try store.adopt(path, descriptor, digest: hasher.digest)
        try Directory.removeTree(folder)
    }

    /// Moves the data into the quarantine.
    func quarantine(in store: Store) throws -> String {
        let place = try store.quarantine(path, as: hasher.digest.hex)
        try Directory.removeTree(folder)
        return place
    }

    private func loadState(_ address: String) throws -> Bool {
        // A file that was cut by a crash is worth no more than none.
        guard let bytes = try? Descriptor.contents(of: statePath, limit: LineParser.sizeLimit),
            let table = try? LineParser.parse(bytes, file: statePath).first
        else { return false }
        var fields = LineFields(table, file: statePath)
        guard fields.string("url") == address else { return false }
        validator = fields.string("validator", required: false)
        total = fields.size("total", required: false)
        return true
    }
}
