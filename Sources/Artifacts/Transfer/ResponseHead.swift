/// Status and header fields of the response whose body follows, as curl's `--dump-header` has them.
struct ResponseHead: Sendable, Equatable {
    /// The status code of HTTP.
    let status: Int
    /// Whether the version of HTTP marks the end of a body by itself (2 and 3 do).
    let hasFrames: Bool
    private let fields: [String: String]

    /// The last response in a dump, which holds one for each redirect and each interim response before it.
    init?(dump: String) {
        var status: Int?
        var hasFrames = false
        var fields: [String: String] = [:]
        for line in dump.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("HTTP/") {
                let parts = line.split(separator: " ")
                guard parts.count > 1, let code = Int(parts[1]) else { return nil }
                status = code
                hasFrames = line.hasPrefix("HTTP/2") || line.hasPrefix("HTTP/3")
                fields = [:]
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                fields[line[..<colon].lowercased()] = String(value)
            }
        }
        guard let status else { return nil }
        self.status = status
        self.hasFrames = hasFrames
        self.fields = fields
    }

    /// What can be sent as If-Range (RFC 9110, 13.1.5): a strong entity tag, else the date of the last
    /// change.
    var validator: String? {
        if let tag = fields["etag"], tag.hasPrefix("\"") { return tag }
        return fields["last-modified"]
    }

    /// Bytes of the body that follows; nil where the server does not say.
    var contentLength: Int64? { fields["content-length"].flatMap { Int64($0) } }

    /// Whether a body that is cut off can be told from a whole one.
    var marksEnd: Bool {
        hasFrames || contentLength != nil || fields["transfer-encoding"]?.lowercased() == "chunked"
    }

    /// Of a partial response, where it starts, and how long the whole is if the server says: `bytes 5-9/10`.
    var range: (start: Int64, total: Int64?)? {
        guard status == 206, let text = fields["content-range"], text.lowercased().hasPrefix("bytes ") else {
            return nil
        }
        let parts = text.dropFirst(6).split(separator: "/")
        guard parts.count == 2, let start = parts[0].split(separator: "-").first.flatMap({ Int64($0) }) else {
            return nil
        }
        return (start, Int64(parts[1]))
    }
}
