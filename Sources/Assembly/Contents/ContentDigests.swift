internal import Machine

/// Answers with the digest of a listed file, from the index where it is known, else by reading it.
struct ContentDigests {
    private var index: StatIndex
    /// Reads the clock; another one in tests.
    private let clock: @Sendable () -> FileTime
    /// How many files were read, for tests and messages.
    private(set) var filesRead = 0

    init(index: StatIndex, clock: @escaping @Sendable () -> FileTime = FileTime.now) {
        self.index = index
        self.clock = clock
    }

    /// - Throws: `MachineFailure` where the file cannot be read or changes meanwhile.
    mutating func digest(of file: SourceFile) throws -> SHA256Digest {
        if let known = index.digest(of: file.signature) { return known }
        let look = clock()
        let descriptor = try file.open()
        let digest = try descriptor.hash().digest
        try file.verify(descriptor)
        filesRead += 1
        index.record(digest, of: file.signature, look: look)
        return digest
    }

    /// Writes what is new to the cache.
    mutating func save() throws {
        try index.save()
    }
}
