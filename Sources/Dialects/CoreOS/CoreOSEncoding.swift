import Encodings

/// Encodings of a file's content (config/decode.go).
enum CoreOSEncoding {
    /// True where the program can decode the content; an empty encoding is plain text.
    static func decodes(_ content: [UInt8], _ encoding: String) -> Bool {
        switch encoding {
        case "": true
        case "b64", "base64": Base64.decode(content, ignoring: .lineEnds) != nil
        case "gz", "gzip": GzipHeader.isValid(content)
        case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64":
            Base64.decode(content, ignoring: .lineEnds).map(GzipHeader.isValid) ?? false
        default: false
        }
    }
}
