import FoundationEssentials
import Provisioning
import TestSupport

@testable import Dialects

/// One text to compare, with where it comes from.
struct CloudInitInput {
    let source: String
    let name: String
    let bytes: [UInt8]
}

/// The texts that kimage and cloud-init are compared on.
enum CloudInitInputs {
    /// cloud-init's own examples, as Debian ships them, raw and with the header where it is missing.
    static func examples(_ folder: String) -> [CloudInitInput] {
        files(below: folder + "/root/usr/share/doc/cloud-init/examples", "examples") { _ in true }
    }

    /// cloud-configs of other programs; nothing where the shared data are absent.
    static func corpora() -> [CloudInitInput] {
        guard let shared = PackageRoot.shared() else { return [] }
        return files(below: shared + "/corpora/cloud-config", "corpora") { $0.hasSuffix(".yaml") }
            + files(below: shared + "/corpora/upstream-verdicts", "upstream inputs") { $0.hasSuffix(".yml") }
    }

    /// Texts made after the schema and damaged.
    static func samples(
        seed: UInt64, count: Int, version: CloudInitVersion = .v22_4
    ) throws -> [CloudInitInput] {
        let document = try JSONReader.read(CloudInitSchema.bytes(version), file: "schema")
        let root = try JSONSchema(document)
        var definitions: [String: JSONSchema] = [:]
        for member in document["$defs"]?.members ?? [] {
            definitions[member.name] = try JSONSchema(member.value)
        }
        var random = CloudInitRandom(seed: seed)
        return (0..<count).map { index in
            let text = "#cloud-config\n" + CloudInitSample.config(root, definitions, random: &random)
            return CloudInitInput(
                source: "made after the schema", name: "\(seed)/\(index)", bytes: Array(text.utf8))
        }
    }

    /// The inputs with single characters changed, so that the YAML itself is wrong in places.
    static func scratched(_ inputs: [CloudInitInput], seed: UInt64, count: Int) -> [CloudInitInput] {
        guard !inputs.isEmpty else { return [] }
        var random = CloudInitRandom(seed: seed)
        let characters = Array("\t:-#'\"[]{},|>&*!%@` \n\u{e9}xyn01~".utf8)
        return (0..<count).map { index in
            let input = random.pick(inputs)
            var bytes = input.bytes
            for _ in 0...random.below(2) where bytes.count > 15 {
                let place = 14 + random.below(bytes.count - 14)
                switch random.below(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(random.pick(characters), at: place)
                default: bytes[place] = random.pick(characters)
                }
            }
            return CloudInitInput(
                source: "single characters changed", name: "\(index): \(input.name)", bytes: bytes)
        }
    }

    private static func files(
        below folder: String, _ source: String, _ isWanted: (String) -> Bool
    ) -> [CloudInitInput] {
        guard let names = FileManager.default.subpaths(atPath: folder) else { return [] }
        var inputs: [CloudInitInput] = []
        for name in names.sorted() where isWanted(name) {
            guard let bytes = try? readFile(folder + "/" + name) else { continue }
            inputs.append(CloudInitInput(source: source, name: name, bytes: bytes))
            if !bytes.starts(with: "#cloud-config".utf8) {
                let whole = Array("#cloud-config\n".utf8) + bytes
                inputs.append(CloudInitInput(source: source + ", header added", name: name, bytes: whole))
            }
        }
        return inputs
    }
}
