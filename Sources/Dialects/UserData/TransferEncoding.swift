import Encodings

/// How a part's body is written (RFC 2045, 6).
enum TransferEncoding {
    /// Line for line as it is.
    case plain
    case base64
    case quotedPrintable
    case unknown(String)

    init(_ text: String?) {
        switch text?.lowercased() ?? "" {
        case "", "7bit", "8bit", "binary": self = .plain
        case "base64": self = .base64
        case "quoted-printable": self = .quotedPrintable
        default: self = .unknown(text ?? "")
        }
    }

    /// nil where it is not what it says.
    func decode(_ body: [UInt8]) -> [UInt8]? {
        switch self {
        case .plain: body
        case .base64: Base64.decode(body, ignoring: .whitespace)
        case .quotedPrintable: Self.quoted(body)
        case .unknown: nil
        }
    }

    /// RFC 2045, 6.7; what is no escape stays, as Python's and Go's readers have it.
    private static func quoted(_ body: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < body.count {
            guard body[index] == UInt8(ascii: "=") else {
                result.append(body[index])
                index += 1
                continue
            }
            var end = index + 1
            while end < body.count, [0x20, 0x09, 0x0d].contains(body[end]) { end += 1 }
            if end == body.count || body[end] == 0x0a {
                index = end + 1
            } else if index + 2 < body.count, let high = digit(body[index + 1]),
                let low = digit(body[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(body[index])
                index += 1
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
