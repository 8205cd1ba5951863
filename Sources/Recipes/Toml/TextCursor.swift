/// Walks over UTF-8 bytes and knows the line and the column it is at.
struct TextCursor {
    private let bytes: [UInt8]
    private let file: String
    private(set) var offset = 0
    private(set) var line: Int
    private(set) var column = 1

    init(_ bytes: [UInt8], file: String, firstLine: Int = 1) {
        self.bytes = bytes
        self.file = file
        line = firstLine
    }

    var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

    /// The byte here; nil at the end.
    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// The byte `distance` bytes ahead; nil beyond the end.
    func byte(ahead distance: Int) -> UInt8? {
        let place = offset + distance
        return place < bytes.count ? bytes[place] : nil
    }

    /// Whether the bytes here are those of `text`.
    func isAt(_ text: StaticString) -> Bool {
        guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[offset + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Steps over one byte; does nothing at the end.
    mutating func advance() {
        guard offset < bytes.count else { return }
        let passed = bytes[offset]
        offset += 1
        if passed == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if offset == bytes.count || bytes[offset] & 0xc0 != 0x80 {
            // The last byte of a character: continuation bytes are 10xxxxxx (RFC 3629).
            column += 1
        }
    }

    mutating func advance(by count: Int) {
        for _ in 0..<count { advance() }
    }

    /// Steps over bytes for as long as `matches` holds and returns them.
    mutating func take(while matches: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = offset
        while let byte, matches(byte) { advance() }
        return bytes[start..<offset]
    }

    /// The bytes from `start` to here.
    func bytes(since start: Int) -> ArraySlice<UInt8> { bytes[start..<offset] }
}
