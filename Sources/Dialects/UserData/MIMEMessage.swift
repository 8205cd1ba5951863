/// A MIME message (RFC 2045, 2046) with the lines of its parts, as Python's `email` reads what is not quite right.
struct MIMEMessage {
    let headers: MIMEHeaders
    /// The bytes of the body as they stand, without the line end before a boundary.
    let body: [UInt8]
    /// The line of the file that the head begins at, and the body; counted from 1.
    let line: Int
    let bodyLine: Int
    /// Of a multipart message with a boundary.
    private(set) var parts: [MIMEMessage] = []
    /// Why a multipart message has not the parts that it should; nil where it has.
    private(set) var fault: String?

    /// - Parameter line: of the file, that the text begins at.
    init(_ bytes: [UInt8], line: Int = 1, depth: Int = 0) {
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        self.init(lines: lines[...], line: line, depth: depth)
    }

    private init(lines: ArraySlice<ArraySlice<UInt8>>, line: Int, depth: Int) {
        headers = MIMEHeaders(lines)
        self.line = line
        bodyLine = line + headers.lines
        let rest = lines.dropFirst(headers.lines)
        body = Array(rest.joined(separator: [0x0a]))
        guard isMultipart else { return }
        guard let boundary = headers.parameter("boundary", of: "content-type"), !boundary.isEmpty else {
            fault = "its Content-Type has no boundary"
            return
        }
        guard depth < UserDataBudget.depth else {
            fault = "it is nested too deeply"
            return
        }
        split(rest, at: boundary, depth: depth)
    }

    /// Lower case; `text/plain` where the head says nothing else (RFC 2045, 5.2).
    var contentType: String { headers.contentType ?? "text/plain" }

    var isMultipart: Bool { contentType.hasPrefix("multipart/") }

    var fileName: String? {
        headers.parameter("filename", of: "content-disposition")
            ?? headers.parameter("name", of: "content-type")
    }

    private mutating func split(_ lines: ArraySlice<ArraySlice<UInt8>>, at boundary: String, depth: Int) {
        let mark = Array("--\(boundary)".utf8)
        var start: Int?
        var isClosed = false
        for (index, line) in zip(lines.indices, lines) {
            guard line.starts(with: mark) else { continue }
            var rest = line.dropFirst(mark.count)
            let closes = rest.starts(with: [0x2d, 0x2d])
            if closes { rest = rest.dropFirst(2) }
            guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) else { continue }
            if let start { add(lines[start..<index], before: lines, depth: depth) }
            start = index + 1
            isClosed = closes
            if closes { break }
        }
        guard let start else {
            fault = "no line \"--\(boundary)\" stands in it"
            return
        }
        if !isClosed {
            add(lines[start...], before: lines, depth: depth)
            fault = "its last line \"--\(boundary)--\" is missing"
        }
    }

    private mutating func add(
        _ part: ArraySlice<ArraySlice<UInt8>>, before all: ArraySlice<ArraySlice<UInt8>>, depth: Int
    ) {
        guard parts.count < UserDataBudget.parts else { return }
        parts.append(
            MIMEMessage(lines: part, line: bodyLine + part.startIndex - all.startIndex, depth: depth + 1))
    }
}
