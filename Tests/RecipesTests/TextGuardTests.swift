import Testing

@testable import Recipes

/// What never reaches a parser.
struct TextGuardTests {
    private func fault(_ bytes: [UInt8]) -> String? {
        do {
            _ = try TomlDocument.parse(bytes, file: "f")
            return nil
        } catch {
            return error.description
        }
    }

    private func fault(_ text: String) -> String? { fault(Array(text.utf8)) }

    @Test func bytesThatAreNoText() {
        #expect(fault([0x61, 0x0a, 0x62, 0xff]) == "f:2:2: error: the text is not UTF-8; save it as UTF-8")
        #expect(fault([0xc3]) == "f:1:1: error: the text is not UTF-8; save it as UTF-8")
        #expect(fault([0xed, 0xa0, 0x80]) == "f:1:1: error: the text is not UTF-8; save it as UTF-8")
        #expect(fault("a = 1 # \0") == "f:1:9: error: the text holds a NUL byte; save it as UTF-8")
        #expect(fault(Array("x = 1\n\0".utf8) + [0xff])?.contains("NUL") == true)
        #expect(fault([0xff, 0xfe, 0x61, 0x00])?.contains("not UTF-8") == true)
    }

    @Test func textsThatAreTooLarge() {
        let most = [UInt8](repeating: UInt8(ascii: "\n"), count: TextGuard.maximumSize)
        #expect(fault(most) == nil)
        #expect(fault(most + [0x0a])?.contains("larger than 1 MiB") == true)
    }

    @Test func nestingThatIsTooDeep() {
        let fine = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(fault("x = \(fine)") == nil)
        for (open, close) in [("[", "]"), ("{a=", "}"), ("[{a=", "}]")] {
            for count in [33, 1000, 100_000] {
                let text =
                    "x = \(String(repeating: open, count: count))1\(String(repeating: close, count: count))"
                #expect(fault(text)?.contains("32 levels deep") == true)
            }
        }
        #expect(fault("x = \(String(repeating: "[", count: 300_000))")?.contains("32 levels deep") == true)
        #expect(fault("x = \(String(repeating: "[\n#]\n", count: 40))")?.contains("32 levels deep") == true)
        #expect(fault("x = [" + String(repeating: "'[', \"[\\\"[\", ", count: 50) + "]") == nil)
    }

    @Test func keysThatAreTooLong() {
        #expect(fault(String(repeating: "a.", count: 31) + "a = 1") == nil)
        for count in [33, 5000, 150_000] {
            #expect(
                fault(String(repeating: "a.", count: count) + "a = 1")?.contains("32 levels deep") == true)
            #expect(
                fault("[" + String(repeating: "'a' . ", count: count) + "a]")?.contains("32 levels deep")
                    == true)
        }
        let floats = String(repeating: "1.5, ", count: 500)
        #expect(fault("x = [\(floats)]") == nil)
        #expect(fault(String(repeating: "[a.b]\n", count: 1)) == nil)
    }

    @Test func stringsHideBrackets() {
        let many = String(repeating: "[}", count: 50)
        #expect(fault("x = \"\"\"\n\(many)\\\"\"\" \"\"\"\"\"\ny = '\(many)' # \(many)") == nil)
        #expect(fault("x = '''\(many)'''''") == nil)
    }

    /// Texts that make toml++ abort.
    @Test(arguments: [
        ("[=]", "f:1:2: error: this is not TOML: the name of a table is expected here; for example [base]"),
        ("[]", "f:1:2: error: this is not TOML: the name of a table is expected here; for example [base]"),
        (
            "  [[ #",
            "f:1:6: error: this is not TOML: the name of a table is expected here; for example [base]"
        ),
        (
            "[[[a]]]",
            "f:1:3: error: this is not TOML: the name of a table is expected here; for example [base]"
        ),
        ("x = [}", "f:1:6: error: this is not TOML: expected \"]\", found \"}\""),
        ("x = [1, }", "f:1:9: error: this is not TOML: expected \"]\", found \"}\""),
        ("x = { a = [1}", "f:1:13: error: this is not TOML: expected \"]\", found \"}\""),
        ("x = 1 ]", "f:1:7: error: this is not TOML: \"]\" closes nothing"),
        (
            "x = [\u{2028}1]",
            "f:1:6: error: this is not TOML: \"\\u2028\" is only possible within quotes; "
                + "the quotes of TOML are the plain \" and '"
        ),
        (
            "x = “y”",
            "f:1:5: error: this is not TOML: \"“\" is only possible within quotes; "
                + "the quotes of TOML are the plain \" and '"
        ),
        ("x = 1\n[", "f:2:2: error: this is not TOML: encountered end-of-file (in a table header)"),
        (
            "x = 1979-06-27 0 = 1",
            "f:1:5: error: this is not TOML: \"1979-06-27 0\" without quotes is no value; text goes in quotes"
        ),
        (
            "x = 1979-06-27tx:",
            "f:1:5: error: this is not TOML: \"1979-06-27tx:\" without quotes is no value; text goes in quotes"
        ),
        (
            "x = [\n1.5.8]",
            "f:2:1: error: this is not TOML: \"1.5.8\" without quotes is no value; text goes in quotes"
        ),
        (
            "x = { a = yes }",
            "f:1:11: error: this is not TOML: \"yes\" without quotes is no value; text goes in quotes"
        ),
        (
            "x = 0644",
            "f:1:5: error: this is not TOML: a number does not begin with 0; if it is a mode, quote it: \"0644\""
        ),
        ("x = 9223372036854775808", "f:1:5: error: this is not TOML: the integer does not fit in 64 bits"),
        ("x = = 1", "f:1:5: error: this is not TOML: a value is expected here"),
        ("x = 'y\n", "f:1:7: error: this is not TOML: the string is not closed on its line"),
        ("x = \"y\r\n", "f:1:7: error: this is not TOML: the string is not closed on its line"),
    ])
    func shapesThatAreRefused(_ text: String, _ expected: String) {
        #expect(fault(text) == expected)
    }

    /// Long and flat is no attack, but it must not take squares of time either.
    @Test func manyTablesAreRead() throws {
        let text = String(repeating: "[[a]]\n", count: 20_000)
        let table = try TomlDocument.parse(Array(text.utf8), file: "f")
        guard case .array(let items)? = table["a"]?.node.value else {
            Issue.record("a is no array")
            return
        }
        #expect(items.count == 20_000)
        #expect(items.last?.position.line == 20_000)
    }
}
