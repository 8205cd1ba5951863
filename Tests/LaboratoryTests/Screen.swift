/// What came over a serial line as text: no CR, no escape sequences, ill-formed UTF-8 as U+FFFD.
struct Screen {
    private var bytes: [UInt8] = []
    private var inSequence = false

    mutating func add(_ chunk: UnsafeRawBufferPointer) {
        for byte in chunk {
            if inSequence {
                // Only `ESC [ … letter` and `ESC letter` occur here.
                if byte != UInt8(ascii: "["), byte >= 0x40 { inSequence = false }
            } else if byte == 0x1b {
                inSequence = true
            } else if byte != 0x0d {
                bytes.append(byte)
            }
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
