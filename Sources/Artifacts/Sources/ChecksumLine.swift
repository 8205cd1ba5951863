internal import Machine

/// A digest in a publisher's list. Its kind is known by its length, by a label, or by the heading of its
/// block.
enum ListedDigest: Sendable, Equatable {
    case sha256(SHA256Digest)
    case sha512(SHA512Digest)
    /// MD5 or SHA-1, by name: whoever makes a file can make another one with the same digest.
    case weak(String)
    /// Of a kind that is not computed here, by name: WHIRLPOOL and BLAKE2B have the length of SHA-512.
    case other(String)

    /// - Parameters:
    ///   - text: hexadecimal digits.
    ///   - label: the kind by the list's own words, `SHA2-256` for instance; nil where it has none.
    init?(_ text: Substring, label: Substring?) {
        let kind = label.map { $0.uppercased().filter { $0 != "-" && $0 != "_" } }
        switch (text.utf8.count, kind) {
        case (64, nil), (64, "SHA256"), (64, "SHA2256"):
            guard let digest = SHA256Digest(hex: text) else { return nil }
            self = .sha256(digest)
        case (128, nil), (128, "SHA512"), (128, "SHA2512"):
            guard let digest = SHA512Digest(hex: text) else { return nil }
            self = .sha512(digest)
        case (32, nil), (32, "MD5"): self = .weak("MD5")
        case (40, nil), (40, "SHA1"): self = .weak("SHA-1")
        case (_, "MD5"?), (_, "SHA1"?), (_, "SHA256"?), (_, "SHA2256"?), (_, "SHA512"?), (_, "SHA2512"?):
            // Too long or too short for what it is said to be.
            return nil
        case (8..., let kind?): self = .other(kind)
        default: return nil
        }
        guard Hexadecimal.bytes(text) != nil else { return nil }
    }
}

/// One line of a publisher's list: a digest, and the file that has it.
struct ChecksumLine: Sendable, Equatable {
    /// Nil: the list is one digest without a name.
    let name: String?
    let digest: ListedDigest

    init(name: String?, digest: ListedDigest) {
        self.name = name
        self.digest = digest
    }

    /// - Parameters:
    ///   - row: without blanks at its ends.
    ///   - block: the kind of digest of the block that the line is in; nil outside of one.
    init?(_ row: Substring, block: Substring?) {
        if let line = Self.bsd(row) {
            self = line
            return
        }
        var rest = row
        var label = block
        if let colon = row.firstIndex(of: ":"), row[..<colon].utf8.allSatisfy(Self.isLabel) {
            label = row[..<colon]
            rest = row[row.index(after: colon)...].trimmingBlanks()
        }
        let isEscaped = rest.first == "\\"
        if isEscaped { rest = rest.dropFirst() }
        guard let blank = rest.firstIndex(where: { $0 == " " || $0 == "\t" }),
            let digest = ListedDigest(rest[..<blank], label: label)
        else { return nil }
        // One blank and a blank or an asterisk (text or binary), then the name.
        var name = rest[rest.index(after: blank)...]
        if name.first == " " || name.first == "*" || name.first == "\t" { name = name.dropFirst() }
        name = name.trimmingBlanks()
        guard !name.isEmpty else { return nil }
        self.init(name: Self.plain(isEscaped ? Self.unescaped(name) : String(name)), digest: digest)
    }

    /// `SHA256 (NAME) = HASH`
    private static func bsd(_ row: Substring) -> ChecksumLine? {
        guard let open = row.firstIndex(of: "("), let close = row.lastIndex(of: ")"), open < close else {
            return nil
        }
        let label = row[..<open].trimmingBlanks()
        let tail = row[row.index(after: close)...].trimmingBlanks()
        guard tail.first == "=", !label.isEmpty, label.utf8.allSatisfy(isLabel),
            let digest = ListedDigest(tail.dropFirst().trimmingBlanks(), label: label)
        else { return nil }
        return ChecksumLine(name: plain(String(row[row.index(after: open)..<close])), digest: digest)
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"):
            true
        default: false
        }
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
    func trimmingBlanks() -> Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.prefix(
            upTo: start.lastIndex { $0 != " " && $0 != "\t" }.map { start.index(after: $0) }
                ?? start.startIndex)
    }
}
