package import Machine

/// A publisher's list of digests, in the forms that are in use: `HASH  NAME` and `HASH *NAME` (coreutils,
/// with its backslash for odd names), `SHA256 (NAME) = HASH` (BSD, openssl), `sha256: HASH  NAME`
/// (RancherOS's checksums.txt, scripts/checksums), blocks under `# SHA512 HASH` (the `.DIGESTS` of Container
/// Linux and Flatcar, make_digests of their build scripts), and a file that holds one digest and nothing
/// else. What is no such line (comments, an armored signature) is passed over; of a clearsigned text only the
/// signed part is read.
package struct ChecksumList: Sendable, Equatable {
    /// What the list says of one file.
    package struct Listed: Sendable, Equatable {
        package var sha256: SHA256Digest?
        package var sha512: SHA512Digest?
        /// Kinds of digest that were not taken, as they are called: MD5, SHA-1.
        package var weak: [String] = []

        package init(sha256: SHA256Digest? = nil, sha512: SHA512Digest? = nil, weak: [String] = []) {
            self.sha256 = sha256
            self.sha512 = sha512
            self.weak = weak
        }

        /// Whether there is a digest that can be relied upon.
        package var isStrong: Bool { sha256 != nil || sha512 != nil }
    }

    /// The longest line that is read; a name has at most 4,096 bytes.
    private static let lineLimit = 8192

    private let lines: [ChecksumLine]

    /// - Throws: `ArtifactFailure`, code `checksums`, for clearsigned text that does not end.
    package init(bytes: [UInt8], name: String) throws {
        self.init(
            String(decoding: try ClearsignedText.unverified(bytes, name: name) ?? bytes, as: UTF8.self))
    }

    package init(_ text: String) {
        // By bytes: a character of Swift's may be a carriage return with a line feed.
        let rows = text.utf8.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d })
            .filter { $0.count <= Self.lineLimit && !$0.contains(0) }
            .map { Substring($0).trimmingBlanks() }.filter { !$0.isEmpty }
        var lines: [ChecksumLine] = []
        var block: Substring?
        for row in rows {
            if row.first == "#" {
                block = Self.heading(row) ?? block
            } else if let line = ChecksumLine(row, block: block) {
                lines.append(line)
            }
        }
        if rows.count == 1, lines.isEmpty, let digest = ListedDigest(rows[0], label: nil) {
            lines = [ChecksumLine(name: nil, digest: digest)]
        }
        self.lines = lines
    }

    /// The kind in `# SHA512 HASH`; nil for any other comment.
    private static func heading(_ row: Substring) -> Substring? {
        let words = row.split(separator: " ")
        return words.count == 3 && words[0] == "#" && words[2] == "HASH" ? words[1] : nil
    }

    /// The digests of the file of that name: of the line with just this name (a `./` before it does not
    /// count), else of those whose last component it is.
    ///
    /// - Returns: nil where the list has no such file, or no digest of it that we know.
    /// - Throws: `ArtifactFailure`, code `checksums`, where the list contradicts itself.
    package func digests(of name: String) throws -> Listed? {
        for candidates in [
            lines.filter { $0.name == nil || $0.name == name },
            lines.filter { $0.name?.split(separator: "/").last.map(String.init) == name },
        ] where !candidates.isEmpty {
            var result = Listed()
            for candidate in candidates {
                switch candidate.digest {
                case .sha256(let digest): result.sha256 = try Self.one(result.sha256, digest, name)
                case .sha512(let digest): result.sha512 = try Self.one(result.sha512, digest, name)
                case .weak(let kind), .other(let kind):
                    if !result.weak.contains(kind) { result.weak.append(kind) }
                }
            }
            return result.isStrong || !result.weak.isEmpty ? result : nil
        }
        return nil
    }

    private static func one<Digest: Equatable>(_ known: Digest?, _ next: Digest, _ name: String) throws
        -> Digest
    {
        guard known == nil || known == next else {
            throw ArtifactFailure(
                .checksums, "the publisher's checksum list has two digests for \(Printable.text(name))",
                hint: "give the right one as sha256 in the recipe")
        }
        return next
    }
}
