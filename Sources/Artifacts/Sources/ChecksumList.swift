package import Machine

/// A publisher's list of digests, in the forms that are in use: `HASH  NAME` and `HASH *NAME` (coreutils,
/// with its backslash for odd names), `SHA256 (NAME) = HASH` (BSD, openssl), `sha256: HASH  NAME`
/// (RancherOS's checksums.txt, scripts/checksums), and a file that holds one digest and nothing else. What is
/// no such line (comments, a signature around the list, digests of other kinds) is passed over.
package struct ChecksumList: Sendable, Equatable {
    /// What the list says of one file.
    package struct Listed: Sendable, Equatable {
        package var sha256: SHA256Digest?
        package var sha512: SHA512Digest?
    }

    private struct Line: Sendable, Equatable {
        /// Nil: the list is one digest without a name.
        let name: String?
        let listed: Listed
    }

    private let lines: [Line]

    package init(_ text: String) {
        let rows = text.split(whereSeparator: \.isNewline).map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
        var lines = rows.compactMap { Self.parse($0) }
        if rows.count == 1, lines.isEmpty, let listed = Self.listed(rows[0]) {
            lines = [Line(name: nil, listed: listed)]
        }
        self.lines = lines
    }

    /// The digests of the file of that name: of the line with just this name (a `./` before it does not
    /// count), else of those whose last component it is.
    ///
    /// - Returns: nil where the list has no such file.
    /// - Throws: `ArtifactFailure`, code `checksums`, where the list contradicts itself.
    package func digests(of name: String) throws -> Listed? {
        for candidates in [
            lines.filter { $0.name == nil || $0.name == name },
            lines.filter { $0.name?.split(separator: "/").last.map(String.init) == name },
        ] where !candidates.isEmpty {
            var result = Listed()
            for candidate in candidates {
                if let digest = candidate.listed.sha256 {
                    result.sha256 = try Self.one(result.sha256, digest, name)
                }
                if let digest = candidate.listed.sha512 {
                    result.sha512 = try Self.one(result.sha512, digest, name)
                }
            }
            return result
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

    private static func parse(_ row: Substring) -> Line? {
        if let line = parseBSD(row) { return line }
        var rest = row
        var label: Substring?
        if let colon = row.firstIndex(of: ":"), row[..<colon].allSatisfy({ $0.isLetter || $0.isNumber }) {
            label = row[..<colon]
            rest = row[row.index(after: colon)...].trimmingBlanks()
        }
        let isEscaped = rest.first == "\\"
        if isEscaped { rest = rest.dropFirst() }
        guard let blank = rest.firstIndex(where: { $0 == " " || $0 == "\t" }),
            let listed = listed(rest[..<blank]),
            label == nil || fits(label ?? "", listed)
        else { return nil }
        // One blank and a blank or an asterisk (text or binary), then the name.
        var name = rest[rest.index(after: blank)...]
        if name.first == " " || name.first == "*" || name.first == "\t" { name = name.dropFirst() }
        name = name.trimmingBlanks()
        guard !name.isEmpty else { return nil }
        return Line(name: plain(isEscaped ? unescaped(name) : String(name)), listed: listed)
    }

    /// `SHA256 (NAME) = HASH`
    private static func parseBSD(_ row: Substring) -> Line? {
        guard let open = row.firstIndex(of: "("), let close = row.lastIndex(of: ")"), open < close else {
            return nil
        }
        let label = row[..<open].trimmingBlanks()
        let tail = row[row.index(after: close)...].trimmingBlanks()
        guard tail.first == "=", let listed = listed(tail.dropFirst().trimmingBlanks()), fits(label, listed)
        else {
            return nil
        }
        return Line(name: plain(String(row[row.index(after: open)..<close])), listed: listed)
    }

    private static func fits(_ label: Substring, _ listed: Listed) -> Bool {
        let name = label.lowercased().filter { $0 != "-" }
        return name == "sha256" && listed.sha256 != nil || name == "sha512" && listed.sha512 != nil
    }

    /// The kind of a digest is known by its length.
    private static func listed(_ text: Substring) -> Listed? {
        if let digest = SHA256Digest(hex: text) { return Listed(sha256: digest) }
        if let digest = SHA512Digest(hex: text) { return Listed(sha512: digest) }
        return nil
    }

    private static func unescaped(_ name: Substring) -> String {
        var result = ""
        var iterator = name.makeIterator()
        while let character = iterator.next() {
            guard character == "\\" else {
                result.append(character)
                continue
            }
            switch iterator.next() {
            case "n": result.append("\n")
            case "r": result.append("\r")
            case let other?: result.append(other)
            case nil: result.append("\\")
            }
        }
        return result
    }

    private static func plain(_ name: String) -> String {
        name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    }
}

extension Substring {
    /// Without blanks and tabs at both ends.
    fileprivate func trimmingBlanks() -> Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.prefix(
            upTo: start.lastIndex { $0 != " " && $0 != "\t" }.map { start.index(after: $0) }
                ?? start.startIndex)
    }
}
