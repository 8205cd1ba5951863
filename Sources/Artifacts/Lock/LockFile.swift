package import Machine

/// `recipes/NAME.lock`: the authority on what an image is made of. Addresses are hints, digests are not.
///
/// The file is TOML, written by kimage alone, always the same for the same entries: sorted by role, one form
/// for everything. It is meant for version control.
package struct LockFile: Sendable, Equatable {
    /// The version of the form that is written, and the only one that is read.
    static let version: Int64 = 1

    static let header = """
        # What this image is made of, and how it was verified. Written by kimage: keep it in version control, and
        # change it with `kimage lock`, not by hand.
        version = \(version)

        """

    /// Sorted by role; no role twice.
    package private(set) var entries: [LockEntry]

    /// - Parameter entries: of two with the same role the later one counts.
    package init(_ entries: [LockEntry] = []) {
        self.entries = []
        for entry in entries { set(entry) }
    }

    /// The entry for a role.
    package func entry(for role: String) -> LockEntry? {
        entries.first { $0.role == role }
    }

    /// Adds an entry, or puts it in the place of the one with its role.
    package mutating func set(_ entry: LockEntry) {
        remove(entry.role)
        let index = entries.firstIndex { $0.role.utf8.lexicographicallyPrecedes(entry.role.utf8) == false }
        entries.insert(entry, at: index ?? entries.count)
    }

    /// Removes the entry for a role.
    package mutating func remove(_ role: String) {
        entries.removeAll { $0.role == role }
    }

    /// The digests of everything that is in the store because of this lock: what `Store.prune` keeps.
    package var digests: Set<SHA256Digest> { Set(entries.flatMap { [$0.sha256, $0.contentDigest] }) }

    /// The whole file.
    package var text: String {
        entries.reduce(Self.header) { text, entry in
            text + "\n[[artifact]]\n" + LineText.line("role", entry.role)
                + LineText.line("source", entry.source)
                + LineText.line("url", entry.url) + LineText.line("member", entry.member)
                + LineText.line("size", entry.size) + LineText.line("sha256", entry.sha256.hex)
                + LineText.line("member-sha256", entry.memberSHA256?.hex)
                + LineText.line("member-size", entry.memberSize)
                + LineText.line("verified", entry.verified.rawValue)
                + LineText.line("checksums", entry.checksums)
                + LineText.line("signer", entry.signerText)
                + LineText.line("signature", entry.signature)
        }
    }

    /// Writes the file, whole or not at all; one that says the same already is not touched.
    ///
    /// - Throws: `MachineFailure`, category `cannotCreate` or `inputOutput`.
    package func write(to path: String) throws {
        let bytes = Array(text.utf8)
        if let old = try? Descriptor.contents(of: path, limit: LineParser.sizeLimit), old == bytes { return }
        try AtomicFile.write(bytes, to: path, permissions: 0o644)
    }
}
