internal import Encodings

/// The text form of OpenPGP data (RFC 4880, 6.2): `-----BEGIN PGP LABEL-----`, header lines, an empty line,
/// base64, a checksum, `-----END PGP LABEL-----`.
enum OpenPGPArmor {
    /// One block of a text.
    struct Block: Equatable {
        /// `PUBLIC KEY BLOCK`
        let label: String
        let bytes: [UInt8]
    }

    /// All blocks, in order; text around them is passed over.
    ///
    /// - Parameter name: of the file, escaped, for messages.
    /// - Throws: `ArtifactFailure`, code `signingKey`, where a block is cut off or damaged.
    static func blocks(_ text: String, name: String) throws -> [Block] {
        func damaged(_ why: String) -> ArtifactFailure {
            ArtifactFailure(.signingKey, "\(name): an armored block \(why)")
        }
        var blocks: [Block] = []
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line in String(decoding: line, as: UTF8.self).trimmingEnd() }[...]
        while let line = lines.popFirst() {
            guard let label = label(line, "BEGIN") else { continue }
            // Header lines are `Key: value`; writers that have none may leave out the empty line as well.
            while let next = lines.first, next.contains(": ") || next.isEmpty { lines.removeFirst() }
            var base64: [UInt8] = []
            var checksum: String?
            var isClosed = false
            while let next = lines.popFirst(), !isClosed {
                if Self.label(next, "END") == label {
                    isClosed = true
                    break
                }
                if next.hasPrefix("="), next.utf8.count == 5 {
                    checksum = String(next.dropFirst())
                } else {
                    base64 += next.utf8
                }
            }
            guard isClosed else { throw damaged("has no end: the file is cut off") }
            guard let bytes = Base64.decode(base64), !bytes.isEmpty else { throw damaged("is no base64") }
            if let checksum, Base64.decode(checksum.utf8) != crc24(bytes) {
                throw damaged("is damaged: its checksum is another one")
            }
            blocks.append(Block(label: label, bytes: bytes))
        }
        return blocks
    }

    private static func label(_ line: String, _ word: String) -> String? {
        let (start, end) = ("-----\(word) PGP ", "-----")
        guard line.hasPrefix(start), line.hasSuffix(end), line.count > start.count + end.count else {
            return nil
        }
        return String(line.dropFirst(start.count).dropLast(end.count))
    }

    /// RFC 4880, 6.1: generator 0x1864CFB, start 0xB704CE.
    private static func crc24(_ bytes: [UInt8]) -> [UInt8] {
        var crc: UInt32 = 0xb7_04ce
        for byte in bytes {
            crc ^= UInt32(byte) << 16
            for _ in 0..<8 {
                crc <<= 1
                if crc & 0x100_0000 != 0 { crc ^= 0x186_4cfb }
            }
        }
        return [UInt8(crc >> 16 & 0xff), UInt8(crc >> 8 & 0xff), UInt8(crc & 0xff)]
    }
}

extension String {
    /// Without blanks, tabs and carriage returns at the end: RFC 4880 lets them follow armor lines.
    fileprivate func trimmingEnd() -> String {
        var text = self[...]
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text = text.dropLast() }
        return String(text)
    }
}
