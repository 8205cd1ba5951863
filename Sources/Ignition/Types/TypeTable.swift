/// Every type of one version of the language with the fields that it has there.
struct TypeTable: Sendable {
    let version: IgnitionVersion
    private let fields: [IgnitionType: [TypeField]]

    private init(_ version: IgnitionVersion, _ all: [IgnitionType: [TypeField]]) {
        self.version = version
        fields = all.mapValues { $0.filter { $0.exists(in: version.minor) } }
    }

    /// nil for a version that no Ignition reads.
    static func of(_ version: IgnitionVersion) -> TypeTable? {
        switch version.major {
        case 2 where (0...5).contains(version.minor): TypeTable(version, secondGeneration)
        case 3 where (0...7).contains(version.minor): TypeTable(version, thirdGeneration)
        default: nil
        }
    }

    /// The little that is read to find the version.
    static let stub = TypeTable(
        IgnitionVersion(3, 0),
        [
            .config: [TypeField("ignition", .object(.ignition))],
            .ignition: [TypeField("version", .text)],
        ])

    subscript(type: IgnitionType) -> [TypeField] { fields[type] ?? [] }

    /// The field that a name of the configuration means: the same name, or the same but for capitals (Go's
    /// encoding/json falls back to that).
    func field(_ type: IgnitionType, named name: String) -> TypeField? {
        let candidates = self[type]
        if let exact = candidates.first(where: { GoPath.equal($0.name, name) }) { return exact }
        let folded = Self.fold(name)
        return candidates.first { Self.fold($0.name) == folded }
    }

    /// Small letters made capitals, with the two characters beyond ASCII that fold to letters: the long s and
    /// the Kelvin sign.
    private static func fold(_ name: String) -> [UInt8] {
        var result: [UInt8] = []
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z": result.append(UInt8(scalar.value) - 0x20)
            case "\u{17f}": result.append(UInt8(ascii: "S"))
            case "\u{212a}": result.append(UInt8(ascii: "K"))
            default: result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return result
    }
}
