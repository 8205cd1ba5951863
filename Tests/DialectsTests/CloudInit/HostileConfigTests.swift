import Provisioning
import Testing

@testable import Dialects

@Suite("Configurations that mean harm to cloud-init's and Clear's checkers")
struct HostileConfigTests {
    private static let many = 8000

    private static func check(_ text: String) throws -> (cloudInit: [CheckFinding], clear: [CheckFinding]) {
        let document = ConfigDocument(file: "c.yml", bytes: Array(("#cloud-config\n" + text).utf8))
        return (
            try CloudInitDialect().check(document, delivery: .userData),
            ClearDialect().check(document, delivery: .embedded)
        )
    }

    @Test("thousands of faults are all told")
    func many() throws {
        let keys = try Self.check((0..<Self.many).map { "key\($0): x\n" }.joined())
        #expect(keys.cloudInit.count == Self.many)
        #expect(keys.clear.count == Self.many)
        let commands = try Self.check("runcmd:\n" + String(repeating: "- a: b\n", count: Self.many))
        #expect(commands.cloudInit.count == Self.many)
        // And one about their order.
        #expect(commands.clear.count == Self.many + 1)
        let repeated = try Self.check(String(repeating: "hostname: a\n", count: Self.many))
        #expect(repeated.cloudInit.count == Self.many - 1)
        #expect(repeated.clear.isEmpty)
    }

    @Test(
        "what is nested or multiplied without end is refused",
        arguments: [
            String(repeating: "[", count: 5000),
            "a: " + String(repeating: "[", count: 90) + String(repeating: "]", count: 90),
            "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                + "e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
            "a: &a [*a]\n", "a: &a\n  <<: *a\n",
        ])
    func endless(_ text: String) throws {
        let found = try Self.check(text)
        #expect(found.cloudInit.contains { $0.rule.id == "cloud-init/yaml" })
        #expect(found.clear.contains { $0.rule.id == "clear/yaml" })
    }

    @Test("bytes that are no text")
    func bytes() throws {
        let inputs: [[UInt8]] = [
            [], [0], [0xff, 0xfe], Array("#cloud-config\n\0".utf8),
            Array("#cloud-config\nhostname: ".utf8) + [0xff],
        ]
        for bytes in inputs {
            let document = ConfigDocument(file: "c.yml", bytes: bytes)
            #expect(try CloudInitDialect().check(document, delivery: .userData).verdict(.validate) == .reject)
            #expect(ClearDialect().check(document, delivery: .embedded).verdict(.apply) >= .warn)
        }
    }
}
