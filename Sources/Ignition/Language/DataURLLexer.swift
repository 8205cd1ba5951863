/// The part of a `data:` address before its data: media type, parameters, `base64`, comma.
struct DataURLLexer {
    struct Header {
        var isBase64: Bool
    }

    private let bytes: [UInt8]
    private(set) var index: Int

    init(_ bytes: [UInt8], at index: Int) {
        self.bytes = bytes
        self.index = index
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Everything up to and with the comma; nil where it is refused.
    mutating func header() -> Header? {
        if let first = current, first != UInt8(ascii: ";"), first != UInt8(ascii: ",") {
            guard mediaType() else { return nil }
        }
        var isBase64 = false
        while current == UInt8(ascii: ";") {
            index += 1
            guard let ending = parameter() else { return nil }
            if ending { isBase64 = true }
        }
        guard current == UInt8(ascii: ",") else { return nil }
        index += 1
        return Header(isBase64: isBase64)
    }

    /// `text/plain`, `x-anything/name`: only the types of RFC 2045 and those that begin with `x-`.
    private mutating func mediaType() -> Bool {
        let start = index
        guard let first = current, Self.isToken(first) else { return false }
        index += 1
        var isExtension = false
        if first | 0x20 == UInt8(ascii: "x") {
            // The library looks at the byte behind the x and never again, whatever it is.
            if current == UInt8(ascii: "-") { isExtension = true }
            if index < bytes.count { index += 1 }
        }
        while let byte = current, byte != UInt8(ascii: "/") {
            guard Self.isToken(byte) else { return false }
            index += 1
        }
        guard current == UInt8(ascii: "/") else { return false }
        let name = bytes[start..<index]
        let known = ["text", "image", "audio", "video", "application", "message", "multipart"]
        guard isExtension || known.contains(where: { name.starts(with: $0.utf8) }) else { return false }
        index += 1
        while let byte = current, byte != UInt8(ascii: ";"), byte != UInt8(ascii: ",") {
            guard Self.isToken(byte) else { return false }
            index += 1
        }
        return current != nil
    }

    /// After a semicolon: `name=value`, or `base64` (true) before the comma; nil where it is refused.
    private mutating func parameter() -> Bool? {
        let start = index
        guard let first = current, Self.isToken(first) else { return nil }
        while let byte = current, byte != UInt8(ascii: "="), byte != UInt8(ascii: ",") {
            guard Self.isToken(byte) else { return nil }
            index += 1
        }
        if current == UInt8(ascii: ",") {
            return bytes[start..<index].elementsEqual("base64".utf8) ? true : nil
        }
        guard current != nil else { return nil }
        index += 1
        return (current == UInt8(ascii: "\"") ? quoted() : plainValue()) ? false : nil
    }

    private mutating func plainValue() -> Bool {
        let start = index
        while let byte = current, byte != UInt8(ascii: ";"), byte != UInt8(ascii: ",") {
            guard Self.isToken(byte) else { return false }
            index += 1
        }
        return index > start && current != nil && DataURL.percentDecoded(bytes[start..<index]) != nil
    }

    /// A value in quotes; escapes are those of a text in Go, of which the usual ones are told apart here.
    private mutating func quoted() -> Bool {
        index += 1
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte < 0x80, byte != 0x0a else { return false }
            index += 1
            if byte == UInt8(ascii: "\\") {
                guard let escaped = current, "abfnrtv\\\"".utf8.contains(escaped) else { return false }
                index += 1
            }
        }
        guard current != nil else { return false }
        index += 1
        return current == UInt8(ascii: ";") || current == UInt8(ascii: ",")
    }

    /// A byte of a token (RFC 2045, 5.1).
    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }
}
