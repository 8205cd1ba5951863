import Encodings
import FoundationEssentials
import Provisioning
import TestSupport
import Testing

@testable import Dialects

/// Held against the real program's own taking apart (`UserDataProcessor`); needs the folder that KIMAGE_CLOUD_INIT names,
/// made by scripts/cloud-init-schema.
@Suite(
    "Agreement with cloud-init about the parts of user-data",
    .enabled(
        if: CloudInitProgram.folder.map { FileManager.default.isExecutableFile(atPath: $0 + "/parts") }
            ?? false))
struct CloudInitPartsAgreementTests {
    private static let bodies = [
        "#cloud-config\nhostname: a", "hostname: a", "#!/bin/sh\ntrue", "  #CLOUD-CONFIG\na: b",
        "#cloud-boothook\ntrue",
        "## template: jinja\n#cloud-config\na: b", "#part-handler\n", "#cloud-config-jsonp\n[]", "", "text",
        "#cloud-config-archive\n- type: text/x-thing\n  content: a\n- '#!/bin/sh'\n- a: b\n- content: |\n    x: y\n",
        "#cloud-config-archive\n- content: '#include x'\n- {content: '#cloud-config-archive', filename: f}\n",
        "#cloud-config\nwrite_files:\n- content: 'MIME-Version: 1.0'",
    ]
    private static let types = [
        "text/cloud-config", "text/plain", "text/x-shellscript", "TEXT/Cloud-Config; charset=\"utf-8\"",
        "text/x-thing",
        "application/octet-stream", "text/jinja2", "text/part-handler", "nonsense",
        "text/cloud-config-archive",
        "text/x-shellscript-per-boot", "application/x-gzip",
    ]

    /// The same for the same seed.
    private struct Numbers {
        var state: UInt64

        mutating func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    private static func message(_ numbers: inout Numbers, depth: Int) throws -> String {
        let boundary = ["b", "=_b b", "x-\(depth)-\(numbers.next(90))"][numbers.next(3)]
        var text = "Content-Type: multipart/mixed;\n boundary=\"\(boundary)\"\n"
        if depth == 0 || numbers.next(2) == 0 { text += "mime-version: 1.0\n" }
        text += ["", "\npreamble\n", "Subject: x\n"][numbers.next(3)] + "\n"
        for _ in 0...numbers.next(4) {
            text += "--\(boundary)\(["", " ", "\r"][numbers.next(3)])\n"
            if depth < 2, numbers.next(6) == 0 {
                text += try message(&numbers, depth: depth + 1)
                continue
            }
            text += try part(&numbers)
        }
        return text + (numbers.next(8) == 0 ? "" : "--\(boundary)--\n" + ["", "epilogue\n"][numbers.next(2)])
    }

    private static func part(_ numbers: inout Numbers) throws -> String {
        let type = types[numbers.next(types.count)]
        let body = bodies[numbers.next(bodies.count)]
        let name = ["", "Content-Disposition: attachment; filename=\"a;b.cfg\"\n"][numbers.next(2)]
        if type == "application/x-gzip" {
            let packed = Base64.encode(try UserDataFixture.gzip(body))
            return "Content-Type: \(type)\n\(name)Content-Transfer-Encoding: base64\n\n\(packed)\n"
        }
        let head = numbers.next(8) == 0 ? "" : "Content-Type: \(type)\n"
        switch numbers.next(4) {
        case 0:
            return "\(head)\(name)Content-Transfer-Encoding: BASE64\n\n\(UserDataFixture.base64(body))\n"
        case 1:
            let quoted = body.replacing("=", with: "=3D").replacing("#", with: "=23")
            return "\(head)\(name)Content-Transfer-Encoding: quoted-printable\n\n\(quoted)\n"
        default: return "\(head)\(name)\n\(body)\n"
        }
    }

    @Test("the same parts of the same types, in the same order")
    func agreement() throws {
        guard let folder = CloudInitProgram.folder else { return }
        var numbers = Numbers(state: CloudInitProgram.seed)
        var texts = Self.bodies.map { Array($0.utf8) }
        for index in 0..<300 {
            let text = try Self.message(&numbers, depth: 0)
            texts.append(index.isMultiple(of: 7) ? try UserDataFixture.gzip(text) : Array(text.utf8))
        }
        let scratch = try Scratch()
        let paths = try texts.enumerated().map { try scratch.write("\($0.offset)", $0.element) }
        let lines = try ChildProgram.expectSuccess([folder + "/parts"] + paths).lines
        try #require(lines.count == texts.count)
        var same = 0
        for (index, line) in lines.enumerated() {
            let theirs =
                line.split(separator: "\t", omittingEmptySubsequences: false).last.map(String.init) ?? ""
            let ours = CloudInitUserData.types(ConfigDocument(file: "f", bytes: texts[index])).joined(
                separator: " ")
            if theirs == ours { same += 1 }
            #expect(theirs == ours, "\(String(decoding: texts[index], as: UTF8.self))")
        }
        print("cloud-init's parts of user-data: \(same) of \(texts.count) inputs alike")
    }
}
