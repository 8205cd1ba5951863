internal import Machine

/// SHA-256 of `initrd.img` without hashing what was hashed before.
///
/// The file is the base and some segments one after another. After each large part the state of the hash is kept in the
/// cache, under the digests and sizes of the parts so far, so that the next build with the same base hashes the few
/// kilobytes that follow. A state is never believed: finishing the state after the base must give the base's own
/// digest, which is known from the lock. A wrong state cannot pass that without a second preimage of SHA-256. States
/// after later parts have no such witness; they carry the digest of the cache file and of the file so far.
struct PrefixDigests {
    private let folder: String

    /// Smaller parts are hashed again: that is as fast as looking for their state.
    static let smallestPart: UInt64 = 1 << 20
    private static let format = "kimage hash state 1"

    init(cache: CacheFolder) throws {
        folder = try cache.folder("digests")
    }

    /// The digest of the parts one after another, each after its zero bytes.
    ///
    /// - Throws: `MachineFailure`; category `mismatch` where a part's bytes are not those of its digest.
    func digest(of parts: [InitrdPart]) throws -> SHA256Digest {
        let keys = Self.keys(parts)
        var state = ResumableSHA256()
        var next = 0
        for index in parts.indices.reversed() where parts[index].size >= Self.smallestPart {
            if let found = load(keys[index], after: parts[...index]) {
                state = found
                next = index + 1
                break
            }
        }
        for index in next..<parts.count {
            try hash(parts[index], into: &state)
            if parts[index].size >= Self.smallestPart { try store(state, keys[index]) }
        }
        return state.digest
    }

    private func hash(_ part: InitrdPart, into state: inout ResumableSHA256) throws {
        let isFirst = state.count == 0 && part.padding == 0
        state.update([UInt8](repeating: 0, count: Int(clamping: part.padding)))
        guard part.hasContents else { return }
        let descriptor = try part.open()
        // Where the state covers this part alone its own digest is the proof, and hashing once is enough.
        var check = isFirst ? nil : ContentHasher()
        try descriptor.forEachChunk { chunk in
            state.update(chunk)
            check?.update(chunk)
        }
        guard (check?.digest ?? state.digest) == part.digest else { throw part.mismatch() }
    }

    /// A key for every prefix.
    private static func keys(_ parts: [InitrdPart]) -> [SHA256Digest] {
        var writer = ByteWriter()
        return parts.map { part in
            writer.integer(part.padding)
            writer.integer(part.size)
            writer.raw(part.digest.bytes)
            return ContentHasher.digest(writer.bytes)
        }
    }

    private func path(_ key: SHA256Digest) -> String { "\(folder)/\(key.hex)" }

    private func store(_ state: ResumableSHA256, _ key: SHA256Digest) throws {
        var writer = ByteWriter()
        for word in state.words { writer.integer(word) }
        writer.integer(state.count)
        writer.counted(state.tail)
        writer.raw(state.digest.bytes)
        try CacheFile.write(writer.bytes, to: path(key), format: Self.format)
    }

    private func load(_ key: SHA256Digest, after parts: ArraySlice<InitrdPart>) -> ResumableSHA256? {
        guard let bytes = CacheFile.read(path(key), format: Self.format) else { return nil }
        var reader = ByteReader(bytes)
        let words = (0..<8).compactMap { _ in reader.integer(UInt32.self) }
        guard let count = reader.integer(UInt64.self), let tail = reader.counted(),
            let digest = reader.digest(),
            count == parts.reduce(0, { $0 + $1.padding + $1.size }),
            let state = ResumableSHA256(words: words, count: count, tail: tail)
        else { return nil }
        let finished = state.digest
        if parts.count == 1, let only = parts.first, only.padding == 0, finished != only.digest { return nil }
        guard finished == digest else { return nil }
        CacheSweep.touch(path(key))
        return state
    }
}
