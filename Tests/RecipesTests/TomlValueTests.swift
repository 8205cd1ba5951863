import Testing

@testable import Recipes

/// What the values of valid TOML are.
struct TomlValueTests {
    private func value(_ text: String) throws -> Node {
        let table = try TomlDocument.parse(Array("x = \(text)\n".utf8), file: "f")
        return try #require(table["x"]).node
    }

    @Test(arguments: [
        (#""a\tb\\\"\u00e9\U0001F600\u0000c""#, "a\tb\\\"é😀\0c"), (#"'a\tb"'"#, #"a\tb""#), ("\"\"", ""),
        ("''''x''''", "'x'"), (#""\b\f\n\r""#, "\u{8}\u{c}\n\r"), ("\"\"\"\"\"\"", ""),
    ])
    func strings(_ text: String, _ expected: String) throws {
        #expect(try value(text).value == .string(expected))
    }

    @Test(arguments: [
        ("0", 0), ("+1_000", 1000), ("-17", -17), ("0xDEAD_beef", 0xdead_beef), ("0o0755", 0o755),
        ("0b1_0", 2),
        ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("0xe1", 0xe1),
    ])
    func integers(_ text: String, _ expected: Int64) throws {
        let node = try value(text)
        #expect(node.value == .integer(expected))
        #expect(node.text == text)
    }

    @Test(arguments: [
        ("3.20", 3.2), ("-0.5e+3", -500.0), ("1e2", 100.0), ("1_0.0_1", 10.01), ("inf", Double.infinity),
        ("-inf", -Double.infinity), ("+1E-2", 0.01),
    ])
    func floats(_ text: String, _ expected: Double) throws {
        let node = try value(text)
        #expect(node.value == .float(expected))
        #expect(node.text == text)
    }

    @Test func notANumberIsAFloat() throws {
        for text in ["nan", "+nan", "-nan"] {
            guard case .float(let number) = try value(text).value else {
                Issue.record("\(text) is no float")
                continue
            }
            #expect(number.isNaN)
        }
    }

    @Test(arguments: [
        "1979-05-27", "07:32:00", "07:32:00.999", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00-07:00",
        "1979-05-27t07:32:00.5",
    ])
    func dates(_ text: String) throws {
        #expect(try value(text).value == .date(text))
        #expect(try value("[\(text), 1]").value != value("[1]").value)
        #expect(try value("\(text)   # c").text == text)
    }

    @Test func booleans() throws {
        #expect(try value("true").value == .boolean(true))
        #expect(try value("false").value == .boolean(false))
    }

    @Test(arguments: [
        "", "x", "=", "x =", "x = y", "x = 1 y = 2", "[a", "[a]]", "[[a]", "x = 'a", "x = \"\"\"a", "x = [1",
        "x = {",
        "x = {a = 1,}", "x = {a = 1\n}", "a = 1\na = 2", "[a]\n[a]", "a = 1\n[a]", "a = []\n[[a]]", "x = 01",
        "x = 1__0", "x = 1.", "x = .5", "x = 0x", "x = 1979-13-01", "x = +0x1", "x = 1e", "x = e1", "x = 1_",
        "x = _1", "x = +-1", "x = 1e1.5", "x = 1 979",
        "x = 0b2", "x = 0o8", "x = 07:32", "x = 1979-05-27T", "x = 1979-05-27T07:32:00+1", "x = 07:32:00Z",
        "x = 1E+",
        "x = infinity", "x = 0x_1", "x = -nan1", "x = 1979-05-27 07", "x = 00", "x = 1._5", "x = 24:00:00",
        "x = \"\\q\"", "x = \"\\ud800\"",
        "x = TRUE",
        "a.b = 1\na = 2", "a = {}\na.b = 1", "\u{1}", "x = \"\u{7f}\"", "# \u{1}", "x = 1\r",
        "x = 9223372036854775808",
    ])
    func whatIsNotTOMLIsRefused(_ text: String) {
        if text.isEmpty {
            #expect(throws: Never.self) { try TomlDocument.parse([], file: "f") }
        } else {
            #expect(throws: Diagnostic.self) { try TomlDocument.parse(Array(text.utf8), file: "f") }
        }
    }
}
