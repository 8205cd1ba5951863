/// A text with its signature around it (RFC 4880, 7): a first line, `Hash:` lines, an empty line, the text
/// with `- ` before lines that begin with a dash, the armored signature.
package enum ClearsignedText {
    private static let start = Array("-----BEGIN PGP SIGNED MESSAGE-----".utf8)
    private static let end = Array("-----BEGIN PGP SIGNATURE-----".utf8)

    /// How many such texts there are.
    package static func count(_ bytes: [UInt8]) -> Int {
        lines(bytes).count { $0 == start[...] }
    }

    /// Whether this is text with one signed part and nothing else for gpgv to unpack: an armored or binary
    /// message may hold packed data of any size.
    static func isOnlyContent(_ bytes: [UInt8]) -> Bool {
        let armor = Array("-----BEGIN PGP ".utf8)
        let starts = lines(bytes).filter { $0.starts(with: armor) }
        return bytes.first.map { $0 < 0x80 } == true && starts == [start[...], end[...]]
    }

    /// The text within, taken out without a look at the signature; nil where there is none.
    ///
    /// - Throws: `ArtifactFailure`, code `checksums`, where there is more than one or it does not end.
    package static func unverified(_ bytes: [UInt8], name: String) throws -> [UInt8]? {
        let all = lines(bytes)
        guard let first = all.firstIndex(of: start[...]) else { return nil }
        guard count(bytes) == 1, let last = all[first...].firstIndex(of: end[...]),
            let blank = all[first..<last].firstIndex(where: \.isEmpty)
        else {
            throw ArtifactFailure(
                .checksums, "\(name) has clearsigned text that does not end, or more than one part of it")
        }
        return all[(blank + 1)..<last].flatMap { line in
            (line.starts(with: [0x2d, 0x20]) ? line.dropFirst(2) : line) + [0x0a]
        }
    }

    /// Without blanks, tabs and carriage returns at the ends: RFC 4880 lets them follow.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
            var line = line
            while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0d {
                line = line.dropLast()
            }
            return line
        }
    }
}
