import Encodings
import FoundationEssentials
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test("agrees with Foundation, both ways")
    func foundation() {
        var bytes: [UInt8] = []
        for index in 0..<200 {
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == text)
            #expect(Base64.decode(text.utf8) == bytes)
            bytes.append(UInt8(truncatingIfNeeded: index &* 151 &+ 7))
        }
    }

    @Test(
        "what is none",
        arguments: [
            "a", "aa", "aaa", "a===", "aa=a", "aa==aa==", "====", "aaaa=", "a-_a", "aa =", "YQ==" + "=",
            "Y Q==",
        ])
    func refused(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test("line ends and blanks, where they are passed over")
    func ignored() {
        #expect(Base64.decode("YW\r\nJj\n".utf8, ignoring: .lineEnds) == Array("abc".utf8))
        #expect(Base64.decode("YW\n Jj".utf8, ignoring: .lineEnds) == nil)
        #expect(Base64.decode(" YW\n\tJj ".utf8, ignoring: .whitespace) == Array("abc".utf8))
        #expect(Base64.decode("YW\nJj".utf8) == nil)
    }

    @Test("bits that padding leaves over may be anything")
    func leftOver() {
        #expect(Base64.decode("YR==".utf8) == Array("a".utf8))
    }
}
