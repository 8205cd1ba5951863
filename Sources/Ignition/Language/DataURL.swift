import Encodings
import FoundationEssentials

/// The contents of a `data:` address as Ignition's library for them takes it apart
/// (vincent-petithory/dataurl v1.0.0, lex.go), and the form in which kimage writes one.
package enum DataURL {
    /// The contents; nil where Ignition refuses the address.
    package static func decode(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: "data:".utf8) else { return nil }
        var lexer = DataURLLexer(bytes, at: 5)
        guard let header = lexer.header() else { return nil }
        let data = bytes[lexer.index...]
        // Go's base64.StdEncoding; an address with a line break is refused before it comes to that.
        if header.isBase64 { return Base64.decode(data, ignoring: .lineEnds) }
        // Spaces and quotes have to be escaped; what is not ASCII too.
        guard data.allSatisfy(isAddressByte) else { return nil }
        return percentDecoded(data)
    }

    /// The shortest address of these contents: percent escapes for plain text, base64 for everything else.
    package static func encode(_ contents: [UInt8]) -> String {
        let escaped = contents.reduce(0) { $0 + (isPlain($1) ? 1 : 3) }
        // base64 needs four bytes for three and eight more in front.
        if escaped > (contents.count + 2) / 3 * 4 + 8 {
            return "data:;base64," + Base64.encode(contents)
        }
        var result = Array("data:,".utf8)
        for byte in contents {
            if isPlain(byte) {
                result.append(byte)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result.append(contentsOf: ("%" + (digits.count < 2 ? "0" : "") + digits).utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func percentDecoded(_ data: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(data.count)
        var index = data.startIndex
        while index < data.endIndex {
            guard data[index] == UInt8(ascii: "%") else {
                if data[index] >= 0x80 { return nil }
                result.append(data[index])
                index += 1
                continue
            }
            guard index + 2 < data.endIndex, let high = GoEscapes.value(data[index + 1]),
                let low = GoEscapes.value(data[index + 2])
            else { return nil }
            result.append(high << 4 | low)
            index += 3
        }
        return result
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && !"<>#\"{}|\\^[]`".utf8.contains(byte)
    }

    /// Unreserved (RFC 3986, 2.3) and a slash, which is allowed in data and often in files.
    private static func isPlain(_ byte: UInt8) -> Bool {
        GoEscapes.isAlphanumeric(byte) || "-_.~/:=,".utf8.contains(byte)
    }
}
