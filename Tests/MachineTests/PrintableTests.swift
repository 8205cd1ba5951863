import Machine
import Testing

@Suite struct PrintableTests {
    @Test(
        arguments: [
            (Array("plain é 日".utf8), "plain é 日"),
            ([0x61, 0x1b, 0x5b, 0x0a], "a\\x1b[\\x0a"),
            ([0xff, 0x61], "\\xffa"),
            (Array("a\u{202E}b".utf8), "a\\xe2\\x80\\xaeb"),
            (Array("a\\b".utf8), "a\\x5cb"),
            ([0x7f], "\\x7f"),
            ([], ""),
        ] as [([UInt8], String)])
    func escapes(_ bytes: [UInt8], _ expected: String) {
        #expect(Printable.text(bytes) == expected)
    }
}
