import Provisioning
import Recipes
import Testing

@Suite struct JSONTests {
    private func read(_ text: String) throws -> JSONNode {
        try JSONReader.read(Array(text.utf8), file: "x.json")
    }

    @Test func positionsCountLinesAndCharacters() throws {
        let node = try read("{\n  \"ä\": [1,\n\t\"ö\", {\"b\": null}]\r\n}")
        let list = try #require(node["ä"])
        #expect(node.members?[0].namePosition == SourcePosition(file: "x.json", line: 2, column: 3))
        #expect(list.position == SourcePosition(file: "x.json", line: 2, column: 8))
        #expect(list.items?[0].position == SourcePosition(file: "x.json", line: 2, column: 9))
        #expect(list.items?[1].position == SourcePosition(file: "x.json", line: 3, column: 2))
        #expect(list.items?[2].position == SourcePosition(file: "x.json", line: 3, column: 7))
        #expect(list.items?[2]["b"]?.position == SourcePosition(file: "x.json", line: 3, column: 13))
        #expect(list.items?[2]["b"]?.isNull == true)
    }

    @Test func namesThatAreThereTwiceAreKept() throws {
        let node = try read("{\"a\":1,\"b\":2,\"a\":3}")
        #expect(node.members?.map(\.name) == ["a", "b", "a"])
        #expect(node["a"]?.integer == 3)
    }

    @Test func textsAreDecodedAsGoDecodesThem() throws {
        let bytes: [UInt8] =
            Array("[\"\\u00e4\\ud83d\\ude00\\ud800x\\n\\/".utf8) + [0xe4, 0xf0, 0x9f] + Array("\"]".utf8)
        let node = try JSONReader.read(bytes, file: "x.json")
        #expect(node.items?[0].text == "ä😀\u{fffd}x\n/\u{fffd}\u{fffd}\u{fffd}")
    }

    @Test func numbersKeepTheirText() throws {
        let node = try read("[420, 420.0, 4.2e2, -0, 99999999999999999999]")
        let texts = node.items?.map { node in if case .number(let text) = node.content { text } else { "" } }
        #expect(texts == ["420", "420.0", "4.2e2", "-0", "99999999999999999999"])
        #expect(node.items?.map(\.integer) == [420, nil, nil, 0, nil])
    }

    @Test(arguments: [
        ("", "1:1", "a value"), ("{\"a\":1,}", "1:8", "a name"), ("[1,]", "1:4", "a value"),
        ("{} x", "1:4", "the end"),
        ("[01]", "1:3", "a comma"), ("[\"a\nb\"]", "1:4", "no control character"),
        ("nul", "1:4", "the word null"),
        ("{\"a\" 1}", "1:6", "a colon"), ("[\"\\q\"]", "1:4", "an escape"),
        ("{\n\"a\": tru}", "2:9", "the word true"),
        ("[\"abc", "1:6", "the closing quote"), ("#x", "1:1", "a value"), ("[1.]", "1:4", "a digit"),
    ])
    func mistakesAreToldWithTheirPlace(_ text: String, _ place: String, _ words: String) {
        let error = #expect(throws: Diagnostic.self) { try read(text) }
        #expect(
            error.map { "\($0)" }?.hasPrefix("x.json:\(place): error: ") == true,
            "\(String(describing: error))")
        #expect(error?.message.contains("expected \(words)") == true, "\(String(describing: error))")
    }

    @Test func hostileNestingEndsInAnError() throws {
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: Diagnostic.self) { try read(deep) }
        #expect(error?.message.contains("nested deeper") == true)
        let fine = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        #expect(JSONWriter.text(try read(fine)) == fine)
    }

    @Test func whatIsWrittenIsReadBackAlike() throws {
        let node = JSONNode.object([
            "text": .string("a\"b\\c\n\t\r\u{1}\u{7f}<&>ä😀\u{2028}"),
            "list": .array([.integer(-1), .bool(true), JSONNode(.null)]),
            "none": nil, "empty": .object([:]), "items": .array([]),
        ])
        #expect(
            JSONWriter.text(node)
                == "{\"text\":\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f<&>ä😀\u{2028}\","
                + "\"list\":[-1,true,null],\"empty\":{},\"items\":[]}"
        )
        #expect(
            JSONWriter.text(
                .object(["a": .array([.integer(1), .object(["b": .string("")])])]), indented: true)
                == "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"\"\n    }\n  ]\n}\n")
        for indented in [false, true] {
            let again = try JSONReader.read(JSONWriter.write(node, indented: indented), file: "")
            #expect(JSONWriter.write(again) == JSONWriter.write(node))
        }
    }
}
