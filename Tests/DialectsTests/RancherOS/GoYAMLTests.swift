import Provisioning
import Testing

@Suite("go-yaml")
struct GoYAMLTests {
    @Test(
        "plain scalars resolve as github.com/coreos/yaml resolves them",
        arguments: [
            ("yes", GoYAMLValue.bool(true)), ("YES", .bool(true)), ("yEs", .string("yEs")),
            ("y", .bool(true)),
            ("N", .bool(false)), ("on", .bool(true)), ("OFF", .bool(false)), ("tRue", .string("tRue")),
            ("null", .null), ("~", .null), ("", .null), ("nULL", .string("nULL")), ("010", .int(8)),
            ("0o17", .int(15)), ("0b101", .int(5)), ("-0b11", .int(-3)), ("0x1F", .int(31)),
            ("1_000", .int(1000)),
            ("1.5", .float(1.5)), ("1e3", .float(1000)), (".5", .float(0.5)), (".inf", .float(.infinity)),
            ("-.INF", .float(-.infinity)), ("inf", .string("inf")), ("+inf", .float(.infinity)),
            ("-Infinity", .float(-.infinity)), ("nan", .string("nan")), ("2020-01-01", .string("2020-01-01")),
            ("12:30:45", .string("12:30:45")), ("0999", .float(999)), ("08", .float(8)),
            ("99999999999999999999", .float(1e20)), ("1e999", .string("1e999")), ("0x1p4", .float(16)),
            (".", .string(".")), ("+", .string("+")), ("_1", .string("_1")), ("1_", .int(1)), ("<<", .merge),
            ("0x", .string("0x")), ("-0", .int(0)), ("+5", .int(5)), ("-9223372036854775808", .int(.min)),
            ("1.", .float(1)), ("1.e5", .float(100_000)), (".e5", .string(".e5")),
            ("0x1.8", .string("0x1.8")),
            ("~x", .string("~x")), ("=", .string("=")), ("0.1.2", .string("0.1.2")), ("--5", .string("--5")),
        ])
    func plain(_ text: String, _ expected: GoYAMLValue) {
        #expect(GoYAML.implicit(text) == expected)
        #expect(GoYAML.needsQuotes(text) == (expected != .string(text)))
    }

    @Test("not a number is found")
    func nan() {
        guard case .float(let value) = GoYAML.implicit(".nan") else {
            Issue.record("expected a float")
            return
        }
        #expect(value.isNaN)
    }

    @Test("quotes and tags choose the type")
    func tags() {
        #expect(GoYAML.value(of: "5", plain: false, tag: nil) == .string("5"))
        #expect(GoYAML.value(of: "5", plain: true, tag: "tag:yaml.org,2002:str") == .string("5"))
        #expect(GoYAML.value(of: "5", plain: true, tag: "tag:yaml.org,2002:int") == .int(5))
        #expect(
            GoYAML.value(of: "x", plain: true, tag: "tag:yaml.org,2002:int")
                == .mistagged(tag: "!!int", found: "string"))
        #expect(GoYAML.value(of: "aGk=", plain: true, tag: "tag:yaml.org,2002:binary") == .binary("aGk="))
        #expect(GoYAML.value(of: YAMLNode(.sequence([]))) == nil)
    }

    @Test("octal permissions as strconv reads them")
    func octal() {
        #expect(GoYAMLNumber.octal("0644", bits: 32) == 0o644)
        #expect(GoYAMLNumber.octal("-7", bits: 32) == -7)
        #expect(GoYAMLNumber.octal("0o644", bits: 32) == nil)
        #expect(GoYAMLNumber.octal("", bits: 32) == nil)
        #expect(GoYAMLNumber.octal("20000000000", bits: 32) == nil)
    }

    @Test(
        "the old scanner refuses colons within brackets",
        arguments: [
            ("a: [x:y]\n", 1, 5), ("a: {b: http://x}\n", 1, 8), ("a: [\"x:y\", b]\n", 0, 0),
            ("a: http://x\n", 0, 0),
            ("a:\n- [b, 22:22]\n", 2, 7), ("a: &x [p:q]\n", 1, 8), ("a: [b, {c: d}]\n", 0, 0),
            ("a: [x?]\n", 1, 5),
            ("- !!str\n  a:b\n", 0, 0),
        ])
    func flow(_ text: String, _ line: Int, _ column: Int) throws {
        let root = try YAMLReader.read(text, file: "f", duplicates: .keepAll)
        let fault = GoYAMLSyntax.fault(in: root, of: Array(text.utf8), file: "f")
        #expect((fault?.position?.line ?? 0, fault?.position?.column ?? 0) == (line, column))
    }

    @Test("text after the end of the first document is an error, a second document is none")
    func afterwards() throws {
        for (text, isFault) in [("a: b\n...\nx\n", true), ("a: b\n---\nx: [\n", false), ("a: b\n", false)] {
            let root = try YAMLReader.read(text, file: "f", duplicates: .keepAll)
            #expect((GoYAMLSyntax.fault(in: root, of: Array(text.utf8), file: "f") != nil) == isFault)
        }
    }
}
