/// Keeps the last lines of a stream that may be endless.
struct LineTail {
    /// Lines that are kept.
    static let lineLimit = 20
    /// Bytes of a line that are kept.
    static let byteLimit = 2000

    private var lines: [[UInt8]] = []
    private var current: [UInt8] = []

    /// Takes the next bytes of the stream.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            // A carriage return starts a progress display anew: what it overwrites was not meant to stay.
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                endLine()
            } else if current.count < Self.byteLimit {
                current.append(byte)
            }
        }
    }

    private mutating func endLine() {
        if !current.isEmpty { lines.append(current) }
        if lines.count > Self.lineLimit { lines.removeFirst() }
        current.removeAll(keepingCapacity: true)
    }

    /// The last lines, without empty ones, escaped.
    consuming func finish() -> [String] {
        endLine()
        return lines.map { Printable.text($0) }
    }
}
