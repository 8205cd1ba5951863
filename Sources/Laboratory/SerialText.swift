/// Takes the bytes of a serial line and leaves the text: no CR, no escape sequences, no other control characters but
/// the line feed and the tab. A sequence may be parted between chunks anywhere.
struct SerialText: Sendable {
    private enum State: Sendable {
        case text
        case escape
        /// After `ESC [`: parameters until a byte from 0x40 to 0x7e (ECMA-48 5.4).
        case control
        /// After `ESC ]`, `ESC P`, `ESC X`, `ESC ^`, `ESC _`: until BEL or `ESC \`.
        case string
        case stringEscape
        /// After `ESC` and an intermediate byte (`ESC ( B`): until a final byte.
        case intermediate
    }

    private var state = State.text

    /// The byte where it is text; nil where it is not.
    mutating func next(_ byte: UInt8) -> UInt8? {
        switch state {
        case .text: return text(byte)
        case .escape: state = Self.afterEscape(byte)
        case .control:
            if (0x40...0x7e).contains(byte) { state = .text }
            // A control sequence that never ends must not swallow the rest of the log.
            if byte == 0x0a {
                state = .text
                return byte
            }
        case .string:
            if byte == 0x07 || byte == 0x0a { state = .text }
            if byte == 0x1b { state = .stringEscape }
        case .stringEscape: state = byte == UInt8(ascii: "\\") ? .text : .string
        case .intermediate: if (0x30...0x7e).contains(byte) { state = .text }
        }
        return nil
    }

    private mutating func text(_ byte: UInt8) -> UInt8? {
        if byte == 0x1b {
            state = .escape
            return nil
        }
        return byte >= 0x20 && byte != 0x7f || byte == 0x0a || byte == 0x09 ? byte : nil
    }

    private static func afterEscape(_ byte: UInt8) -> State {
        switch byte {
        case UInt8(ascii: "["): .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            .string
        case 0x20...0x2f: .intermediate
        case 0x1b: .escape
        default: .text
        }
    }
}
