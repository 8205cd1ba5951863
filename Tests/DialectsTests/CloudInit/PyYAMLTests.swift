import Provisioning
import Recipes
import Testing

@Suite("How PyYAML reads")
struct PyYAMLTests {
    @Test(
        "plain scalars",
        arguments: [
            ("", PyYAMLScalar.null), ("~", .null), ("NULL", .null), ("nUll", .string("nUll")),
            ("yes", .bool(true)), ("Off", .bool(false)), ("y", .string("y")), ("N", .string("N")),
            ("oN", .string("oN")),
            ("0", .int(0)), ("0644", .int(420)), ("09", .string("09")), ("0o17", .string("0o17")),
            ("1_000", .int(1000)),
            ("-0x1F", .int(-31)), ("0b101", .int(5)), ("1:30", .int(90)), ("1:60", .string("1:60")),
            ("22:22:22", .int(80542)), ("+3", .int(3)), ("-", .string("-")), ("1e3", .string("1e3")),
            ("1.5", .float(1.5)), ("1.", .float(1)), (".5", .float(0.5)), ("-.5", .string("-.5")),
            ("1.5e3", .string("1.5e3")), ("1.5e+3", .float(1500)), ("1:30.5", .float(90.5)),
            ("1.e+2", .float(100)),
            (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)), ("._1", .string("._1")),
            ("192.0.2.1", .string("192.0.2.1")), ("2.0.0", .string("2.0.0")),
            ("2030-01-02", .date("2030-01-02")), ("2030-1-2", .string("2030-1-2")),
            ("2030-1-2 3:04:05", .date("2030-1-2 3:04:05")),
            ("2030-01-02T03:04:05.6Z", .date("2030-01-02T03:04:05.6Z")),
            ("2030-02-31", .failure("Python refuses it: there is no such date or time")),
            ("0x_", .failure("Python cannot convert it to an integer")), ("<<", .merge), ("=", .value),
            ("99999999999999999999", .int(.max)),
        ])
    func scalars(_ text: String, _ expected: PyYAMLScalar) {
        #expect(PyYAML.resolve(text) == expected)
    }

    @Test("merge keys, repeated keys and keys that are no texts")
    func maps() throws {
        let value = try Self.value(
            "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [{z: 4}, *a], z: 5}\n1: t\ntrue: u\nd: 1\nd: 2\n")
        #expect(value["b"]?["x"]?.content == .int(1))
        #expect(value["b"]?["y"]?.content == .int(3))
        #expect(value["c"]?["z"]?.content == .int(5))
        #expect(value["d"]?.content == .int(2))
        // Python holds 1 and True for one key.
        #expect(value.pairs?.count == 5)
        #expect(value.pairs?[3].value.content == .string("u"))
    }

    @Test(
        "tags",
        arguments: [
            ("!!str 5", PyYAMLValue.Content.string("5")), ("!!int '7'", .int(7)), ("!!float 1", .float(1)),
            ("!!bool 'yes'", .bool(true)), ("!!binary aGk=", .bytes), ("! 5", .string("5")),
            ("!!null x", .null),
            ("!!set {a: ~}", .other("a set")), ("'yes'", .string("yes")),
            ("!!timestamp 2030-1-2", .date("2030-1-2")),
        ])
    func tags(_ text: String, _ expected: PyYAMLValue.Content) throws {
        #expect(try Self.value("v: \(text)\n")["v"]?.content == expected)
    }

    @Test(
        "what has no value",
        arguments: [
            ("v: !x 1\n", false), ("v: =\n", false), ("v: <<\n", false), ("v: !!binary abc\n", false),
            ("<<: 5\n", false), ("v: 2030-13-01\n", true), ("v: !!bool x\n", true), ("v: !!int ''\n", true),
        ])
    func faults(_ text: String, _ isCrash: Bool) throws {
        let fault = #expect(throws: PyYAMLFault.self) { try Self.value(text) }
        #expect(fault?.isCrash == isCrash)
        #expect(fault?.position?.line == 1)
    }

    @Test(
        "tabs",
        arguments: [
            ("a:\tb\n", "1:3"), ("a: b\t\n", "1:5"), ("a: \"x\ty\"\n", ""), ("a: 'x\ty'\n", ""),
            ("# x\ty\na: b # c\td\n", ""),
            ("a: |\n  x\ty\n  \tz\nb: c\n", ""), ("a: |\n  x\nb:\tc\n", "3:3"),
            ("- - |\n    x\t\n  - y\tz\n", "3:6"),
            ("a: x\ty\n", "1:5"), ("a: [b,\tc]\n", "1:7"), ("\ta: b\n", "1:1"), ("a: 'x\n\ty'\nb: c\n", ""),
            ("a: b\n", ""),
        ])
    func tabs(_ text: String, _ expected: String) {
        let fault = PyYAMLTabs.firstFault(Array(text.utf8))
        let place = fault.map { "\($0.line):\($0.column)" } ?? ""
        #expect(place == expected)
    }

    @Test(
        "second documents",
        arguments: [
            ("a: b\n", nil), ("---\na: b\n...\n", nil), ("--- a\n", nil), ("a: b\n---\n", 2),
            ("---\n---\n", 2),
            ("a: b\n...\n# end\nc: d\n", 4), ("a: |\n  ---\n  x\n", nil), ("a: b\n---c: d\n", nil),
        ])
    func documents(_ text: String, _ expected: Int?) {
        #expect(PyYAMLDocuments.second(Array(text.utf8)) == expected)
    }

    private static func value(_ text: String) throws -> PyYAMLValue {
        let node = try #require(try YAMLReader.read(text, file: "t.yml", duplicates: .keepAll))
        var constructor = PyYAMLConstructor()
        return try constructor.construct(node)
    }
}
