import FoundationEssentials
import TestSupport
import Testing

@Suite("kimage inspect and extract")
struct InspectCommandTests {
    @Test("a whole initrd is exit code 0, a cut one 65 with the kernel's silence named")
    func verdicts() throws {
        let lab = try Lab()
        _ = try lab.build()
        let whole = try Command.kimage(["inspect", "out/lab/initrd.img"], in: lab.scratch.path)
        #expect(whole.status == 0)
        #expect(whole.output.contains("unpacks whole"))
        _ = try Command.run(
            ["sh", "-c", "gzip -dc base/initrd | head -c 400 > cut.img"], in: lab.scratch.path)
        let cut = try Command.kimage(["inspect", "cut.img"], in: lab.scratch.path)
        #expect(cut.status == 65)
        #expect(cut.output.contains("the kernel says nothing"), "\(cut.output)")
    }

    @Test("JSON has the same facts")
    func json() throws {
        let lab = try Lab()
        _ = try lab.build()
        let result = try Command.kimage(
            ["inspect", "--json", "--list", "out/lab/initrd.img"], in: lab.scratch.path)
        let value = try JSONSerialization.object(result.output)
        #expect(value.contains("\"unpacks_whole\" : true"))
    }

    @Test("names are escaped, extraction stays inside")
    func hostileNames() throws {
        let lab = try Lab()
        let make = """
            mkdir evil && cd evil && ln -s /tmp out && touch "$(printf 'a\\033[31mb')" && cd .. && \
            (cd evil && find . | LC_ALL=C sort | cpio --quiet -o -H newc) > evil.cpio
            """
        _ = try Command.run(["sh", "-c", make], in: lab.scratch.path)
        let list = try Command.kimage(["inspect", "--list", "evil.cpio"], in: lab.scratch.path)
        #expect(list.output.contains("a\\x1b[31mb"), "\(list.output)")
        #expect(!list.output.contains("\u{1b}"))
        let extracted = try Command.kimage(["extract", "evil.cpio", "there"], in: lab.scratch.path)
        #expect(extracted.status == 0, "\(extracted.errors)")
        #expect(try Command.run(["readlink", "there/out"], in: lab.scratch.path).output == "/tmp\n")
    }
}

enum JSONSerialization {
    /// The text, where it is one JSON document.
    static func object(_ text: String) throws -> String {
        _ = try JSONDecoder().decode(AnyDocument.self, from: Data(text.utf8))
        return text
    }

    /// Any array of objects.
    private struct AnyDocument: Decodable {
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            _ = try list.nestedContainer(keyedBy: Key.self)
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
