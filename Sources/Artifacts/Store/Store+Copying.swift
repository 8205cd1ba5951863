internal import Machine

extension Store {
    /// Copies an entry to a file outside the store and verifies what is copied; the file appears whole or not
    /// at all.
    ///
    /// - Throws: `ArtifactFailure`, code `mismatch`, where the entry is not what it should be;
    ///   `MachineFailure`.
    func copy(_ digest: SHA256Digest, to path: String) throws {
        let entry = try Descriptor(open: self.path(of: digest), options: [.noFollow, .nonBlocking])
        try entry.requireRegularFile()
        let file = try AtomicFile(path: path, permissions: 0o644)
        var hasher = ContentHasher()
        try entry.forEachChunk { chunk in
            hasher.update(chunk)
            try file.descriptor.write(chunk)
        }
        guard hasher.digest == digest else {
            throw ArtifactFailure(
                .mismatch,
                "\(Printable.text(self.path(of: digest))) is damaged: its sha256 is \(hasher.digest)")
        }
        try file.commit()
    }
}
