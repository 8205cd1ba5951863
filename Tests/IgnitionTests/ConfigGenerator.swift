import Provisioning

@testable import Ignition

/// Makes configurations from the type tables: most of them good, with now and then a value that is not.
struct ConfigGenerator {
    private var numbers: RandomNumbers
    /// How often something is wrong: once in so many values.
    private let wrongness: Int

    init(seed: UInt64, wrongness: Int) {
        numbers = RandomNumbers(seed)
        self.wrongness = wrongness
    }

    mutating func config(_ version: IgnitionVersion) -> JSONNode {
        guard let table = TypeTable.of(version) else { return .object([:]) }
        var root = object(.config, table, depth: 0)
        var ignition = root["ignition"] ?? .object([:])
        if ignition.members == nil { ignition = .object([:]) }
        ignition.set("version", .string(version.description))
        root.set("ignition", ignition)
        return root
    }

    private mutating func object(_ type: IgnitionType, _ table: TypeTable, depth: Int) -> JSONNode {
        var members: [JSONMember] = []
        for field in table[type] {
            let isNeeded = ["path", "name", "device", "url", "thumbprint", "level", "devices", "filesystem"]
                .contains(field.name)
            guard isNeeded ? !numbers.chance(wrongness * 2) : numbers.chance(depth < 2 ? 2 : 3) else {
                continue
            }
            let name = numbers.chance(wrongness * 6) ? altered(field.name) : field.name
            members.append(JSONMember(name, value(field.shape, field.name, type, table, depth: depth)))
        }
        if numbers.chance(wrongness * 4) { members.append(JSONMember("unknown", .integer(1))) }
        return JSONNode(.object(members))
    }

    private mutating func altered(_ name: String) -> String {
        numbers.pick([name.uppercased(), name + "s", String(name.dropLast())])
    }

    private mutating func value(
        _ shape: FieldShape, _ name: String, _ type: IgnitionType, _ table: TypeTable, depth: Int
    ) -> JSONNode {
        if numbers.chance(wrongness * 8) {
            return numbers.pick([
                .string("text"), .integer(-1), .bool(true), .array([]), .object([:]), JSONNode(.null),
                JSONNode(.number("1.5")), JSONNode(.number("1e2")), JSONNode(.number("99999999999999999999")),
            ])
        }
        switch shape {
        case .text:
            return .string(numbers.chance(wrongness) ? bad(name, type) : good(name, type))
        case .flag:
            return .bool(numbers.chance(2))
        case .whole, .natural:
            return .integer(whole(name))
        case .object(let inner):
            return object(inner, table, depth: depth + 1)
        case .list(let element):
            let count = numbers.below(depth < 2 ? 4 : 3)
            return .array((0..<count).map { _ in value(element, name, type, table, depth: depth + 1) })
        }
    }

    private mutating func whole(_ name: String) -> Int {
        if numbers.chance(wrongness) {
            return numbers.pick([-1, 0, 644, 4095, 4096, 99999, 1 << 40, -(1 << 33)])
        }
        switch name {
        case "mode": return numbers.pick([420, 493, 384, 0, 448])
        case "startMiB", "sizeMiB", "start", "size": return numbers.pick([0, 1, 2, 64, 128, 2048, 4096])
        case "number": return numbers.pick([0, 1, 2, 3, 4, 5])
        case "spares": return numbers.below(2)
        default: return numbers.below(2000)
        }
    }

    private mutating func good(_ name: String, _ type: IgnitionType) -> String {
        let serial = numbers.below(30)
        switch (type, name) {
        case (.unit, "name"):
            return numbers.pick([
                "a\(serial).service", "b@\(serial).service", "b@.service", "c\(serial).mount",
            ])
        case (.dropin, "name"): return "\(serial).conf"
        case (.unit, "contents"), (.dropin, "contents"): return UnitSamples.good(&numbers)
        case (_, "path"), (_, "target"):
            return numbers.pick([
                "/etc/a\(serial)", "/opt/b\(serial)/c", "/var/d\(serial)", "/opt/b\(serial)",
                "/etc/systemd/system/a\(serial).service",
            ])
        case (_, "device"), (_, "devices"): return numbers.pick(["/dev/sd\(serial)", "/dev/md\(serial)"])
        case (_, "source"), (_, "url"):
            return numbers.pick([
                "http://host\(serial)/x", "https://u:p@host:80/\(serial)?q#f", "data:,a\(serial)",
                "data:text/plain;base64,YWJj", "tftp://h/\(serial)", "s3://b/\(serial)",
            ])
        case (_, "compression"): return numbers.pick(["", "gzip"])
        case (_, "hash"): return "sha512-" + String(repeating: "0", count: 128)
        case (_, "format"): return numbers.pick(["ext4", "xfs", "btrfs", "vfat", "swap"])
        case (_, "level"): return numbers.pick(["raid1", "raid5", "linear", "0", "10"])
        case (_, "guid"), (_, "typeGuid"): return "01234567-89AB-CDEF-EDCB-A98765432\(100 + serial)"
        case (_, "httpProxy"), (_, "httpsProxy"): return numbers.pick(["https://p:3128", "https://p"])
        case (_, "pin"): return numbers.pick(["tpm2", "tang", "sss"])
        default: return "x\(serial)"
        }
    }

    private mutating func bad(_ name: String, _ type: IgnitionType) -> String {
        switch (type, name) {
        case (.unit, "contents"), (.dropin, "contents"): return UnitSamples.bad(&numbers)
        case (_, "source"), (_, "url"), (_, "httpProxy"), (_, "httpsProxy"):
            return AddressSamples.pick(&numbers)
        case (_, "hash"):
            return numbers.pick([
                "", "sha512", "sha512-00", "sha256-" + String(repeating: "a", count: 64), "md5-0", "sha512-",
            ])
        case (_, "label"):
            return numbers.pick([
                "a:b", String(repeating: "l", count: 13), String(repeating: "l", count: 17),
                String(repeating: "l", count: 37), String(repeating: "ü", count: 9), "",
            ])
        default:
            return numbers.pick([
                "", "relative", "/", "/a/", "/a//b", "/a/../b", "/etc/./x", "/ü", "/etc/a1/below", "..",
                ".conf",
                "name", "x.service", "a/b.service", "x.CONF", "/dev/sd1", "zz-00",
            ])
        }
    }
}
