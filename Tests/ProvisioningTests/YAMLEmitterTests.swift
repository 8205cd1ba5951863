import Provisioning
import Testing
import Yams

@Suite("YAML that every parser reads alike")
struct YAMLEmitterTests {
    @Test(
        "text survives a round trip through another parser",
        arguments: [
            "plain", "", " leading", "trailing ", "true", "No", "on", "0644", "1.20", "12:30:00", "0o17",
            "1e3", "~",
            "null", "- dash", "a: b", "a #b", "#c", "'single'", "\"double\"", "back\\slash", "tab\there",
            "\u{7}bell",
            "é ü 漢字 🚀", "\u{2028}separator", "two\nlines", "block\n", "block\n\n", "\nleading newline",
            "  indented\nblock\n", "a\n  b\n\nc\n", "a\n \nb\n", "a\r\nb", "{x: y}", "[1]", "&anchor",
            "*alias", "!tag", "%x",
            "@at", "`tick", "?", ":", "-", "=", "<<", "ssh-ed25519 AAAA== user@machine",
            "http://10.0.0.1:5000",
        ])
    func roundTrip(text: String) throws {
        let node = YAMLNode(
            .mapping([
                YAMLPair("key", .string(text)), YAMLPair(text, .strings([text, text])),
                YAMLPair(
                    "nested", YAMLNode(.sequence([YAMLNode(.mapping([YAMLPair("inner", .string(text))]))]))),
            ]))
        let emitted = YAMLEmitter.emit(node)
        let read = try #require(try Yams.load(yaml: emitted) as? [String: Any], "\(emitted)")
        #expect(read["key"] as? String == text, "\(emitted)")
        #expect(read[text] as? [String] == [text, text], "\(emitted)")
        let nested = try #require(read["nested"] as? [[String: String]])
        #expect(nested == [["inner": text]], "\(emitted)")
    }

    // Yams drops a byte order mark from a scalar that it reads, so the text itself is pinned.
    @Test("a byte order mark is escaped")
    func byteOrderMark() {
        #expect(YAMLEmitter.emit(.string("\u{feff}mark")) == "\"\\ufeffmark\"\n")
    }

    @Test("a plain scalar of the user's stays what it is")
    func plainScalars() throws {
        let node = try #require(try YAMLReader.read("a: true\nb: 012\nc: [x, {d: ~}]\n", file: "x"))
        #expect(YAMLEmitter.emit(node) == "a: true\nb: 012\nc:\n  - x\n  - d: ~\n")
    }
}
