import Provisioning

/// A configuration in the making, before it is written in one version of the language.
struct IgnitionDraft: Sendable {
    var files: [DraftFile] = []
    var units: [DraftUnit] = []
    var users: [DraftUser] = []
    var groups: [String] = []
    /// Path and target of symbolic links.
    var links: [(path: String, target: String)] = []
    /// Commands of a shell, one a line of a script, late and early in the boot.
    var commands: [String] = []
    var earlyCommands: [String] = []

    /// Where the scripts lie; systemd runs them with /bin/sh, so that they need no label of SELinux's.
    static let scriptFolder = "/etc/kimage"

    mutating func user(_ name: String) -> Int {
        if let index = users.firstIndex(where: { $0.name == name }) { return index }
        users.append(DraftUser(name))
        return users.count - 1
    }

    /// Adds the units that run the commands, if there are any.
    mutating func addScripts() {
        if !commands.isEmpty {
            add(commands, name: "runcmd", CommandUnits.late(script: "\(Self.scriptFolder)/runcmd.sh"))
        }
        if !earlyCommands.isEmpty {
            add(earlyCommands, name: "bootcmd", CommandUnits.early(script: "\(Self.scriptFolder)/bootcmd.sh"))
        }
    }

    private mutating func add(_ lines: [String], name: String, _ unit: String) {
        let script =
            "#!/bin/sh\n# \(name) of the cloud-config, written by kimage\n" + lines.joined(separator: "\n")
            + "\n"
        files.append(DraftFile("\(Self.scriptFolder)/\(name).sh", Array(script.utf8), mode: 0o700))
        units.append(DraftUnit(name: "kimage-\(name).service", contents: unit, isEnabled: true))
    }

    /// The configuration; what is empty is left out.
    func node(_ version: IgnitionVersion) -> JSONNode {
        let networkd = version.major == 2 ? units.filter { Self.isNetwork($0.name) } : []
        let services = units.filter { !Self.isNetwork($0.name) }
        let more = version.major == 2 ? [] : networkFiles
        let nodes = (files + more).flatMap { $0.nodes(version) }
        let links = links.map { link in
            JSONNode.object([
                "filesystem": version.major == 2 ? .string("root") : nil, "path": .string(link.path),
                "overwrite": .bool(true), "target": .string(link.target),
            ])
        }
        let accounts = JSONNode.object([
            "groups": groups.isEmpty ? nil : .array(groups.map { .object(["name": .string($0)]) }),
            "users": users.isEmpty ? nil : .array(users.map(\.node)),
        ])
        let storage = JSONNode.object([
            "files": nodes.isEmpty ? nil : .array(nodes), "links": links.isEmpty ? nil : .array(links),
        ])
        return .object([
            "ignition": .object(["version": .string(version.description)]),
            "networkd": networkd.isEmpty ? nil : .object(["units": .array(networkd.map(\.networkNode))]),
            "passwd": users.isEmpty && groups.isEmpty ? nil : accounts,
            "storage": nodes.isEmpty && links.isEmpty ? nil : storage,
            "systemd": services.isEmpty ? nil : .object(["units": .array(services.map(\.node))]),
        ])
    }

    /// Spec 3.x has no networkd section: its units are files.
    private var networkFiles: [DraftFile] {
        units.filter { Self.isNetwork($0.name) }.flatMap { unit in
            let path = "/etc/systemd/network/" + unit.name
            let whole = unit.contents.map { [DraftFile(path, Array($0.utf8), origin: unit.origin)] } ?? []
            return whole
                + unit.dropIns.map {
                    DraftFile("\(path).d/\($0.name)", Array($0.contents.utf8), origin: unit.origin)
                }
        }
    }

    static func isNetwork(_ name: String) -> Bool {
        [".network", ".netdev", ".link"].contains(GoPath.suffix(name))
    }
}

extension DraftUnit {
    /// As spec 2.x has it in networkd.units.
    fileprivate var networkNode: JSONNode {
        .object([
            "name": .string(name), "contents": contents.map(JSONNode.string),
            "dropins": dropIns.isEmpty
                ? nil
                : .array(
                    dropIns.map { .object(["name": .string($0.name), "contents": .string($0.contents)]) }),
        ])
    }
}
