/// A text seen through a buffer of 4096 bytes that is filled as Go's bufio fills its own: whether a long line
/// is refused depends on how much of it happens to be in the buffer.
struct BufferedText {
    private let bytes: [UInt8]
    private var start = 0
    private var end = 0
    private var isPastEnd = false

    private static let capacity = 4096

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var buffered: Int { end - start }

    /// Whether a line ends within the next bytes, which are in the buffer.
    func hasLineEnd(within count: Int) -> Bool {
        bytes[start..<start + count].contains { $0 == 0x0a || $0 == 0x0d }
    }

    /// The next character's first byte, taken off with the rest of the character; nil at the end.
    mutating func next() -> UInt8? {
        fillForCharacter()
        guard start < end else {
            isPastEnd = false
            return nil
        }
        let byte = bytes[start]
        start += min(Self.length(byte), end - start)
        return byte
    }

    /// The next byte, left where it is; nil at the end.
    var peek: UInt8? {
        mutating get {
            fillForCharacter()
            return start < end ? bytes[start] : nil
        }
    }

    /// How many bytes the blank character here has; nil where there is none.
    var blankLength: Int? {
        mutating get {
            fillForCharacter()
            guard start < end else { return nil }
            let length = min(Self.length(bytes[start]), end - start)
            let character = String(decoding: bytes[start..<start + length], as: UTF8.self)
            return character.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? length : nil
        }
    }

    mutating func skip(_ count: Int) { start += count }

    /// Everything up to and with `delimiter`, or up to the end.
    mutating func readThrough(_ delimiter: UInt8) -> (ArraySlice<UInt8>, isFound: Bool) {
        let first = start
        var searched = start
        while true {
            if let index = bytes[searched..<end].firstIndex(of: delimiter) {
                start = index + 1
                return (bytes[first..<start], true)
            }
            if isPastEnd {
                isPastEnd = false
                start = end
                return (bytes[first..<end], false)
            }
            searched = end
            if buffered >= Self.capacity { start = end }
            fill()
        }
    }

    private mutating func fillForCharacter() {
        while !isPastEnd, start >= end || end - start < Self.length(bytes[start]) { fill() }
    }

    private mutating func fill() {
        if end >= bytes.count {
            isPastEnd = true
        } else {
            end = min(bytes.count, start + Self.capacity)
        }
    }

    private static func length(_ byte: UInt8) -> Int {
        switch byte {
        case 0..<0xc0: 1
        case 0xc0..<0xe0: 2
        case 0xe0..<0xf0: 3
        default: 4
        }
    }
}
