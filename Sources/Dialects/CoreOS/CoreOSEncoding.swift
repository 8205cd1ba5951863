/// Encodings of a file's content (config/decode.go).
enum CoreOSEncoding {
    /// True where the program can decode the content; an empty encoding is plain text.
    static func decodes(_ content: [UInt8], _ encoding: String) -> Bool {
        switch encoding {
        case "": true
        case "b64", "base64": GoBase64.decode(content) != nil
        case "gz", "gzip": GzipHeader.isValid(content)
        case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64":
            GoBase64.decode(content).map(GzipHeader.isValid) ?? false
        default: false
        }
    }
}
