import Provisioning

/// What a registry or a cluster adds, as files and commands of a running system with systemd.
struct AdditionSteps {
    /// In order: the added ones, units, modules, sysctls.
    private(set) var files: [NodeFile]
    /// Programs with their arguments, to be run before the user's commands.
    private(set) var setup: [[String]] = []
    /// Lines for a shell, to be run after the user's commands.
    let commands: [String]

    static let modulesFile = "/etc/modules-load.d/kimage.conf"
    static let settingsFile = "/etc/sysctl.d/90-kimage.conf"

    init(_ additions: NodeAdditions) {
        files = additions.files
        commands = additions.commands
        files += Self.unitFiles(additions.units) + Self.settings(additions)
        if !additions.modules.isEmpty { setup.append(["modprobe", "-a"] + additions.modules) }
        if !additions.sysctls.isEmpty { setup.append(["sysctl", "-q", "-p", Self.settingsFile]) }
        if !additions.units.isEmpty { setup.append(["systemctl", "daemon-reload"]) }
        // Not waited for: a unit that is ordered after the end of the boot would wait for the commands, and they for it.
        for unit in additions.units where unit.isEnabled {
            setup.append(["systemctl", "enable", "--now", "--no-block", unit.name])
        }
        // A service that runs already has not seen its drop-ins yet.
        for unit in additions.units where !unit.dropIns.isEmpty {
            setup.append(["systemctl", "try-restart", "--no-block", unit.name])
        }
    }

    /// The files of units and their drop-ins, where the administrator's own lie.
    static func unitFiles(_ units: [NodeUnit]) -> [NodeFile] {
        units.flatMap { unit in
            let path = "/etc/systemd/system/\(unit.name)"
            let own = unit.contents.map { [NodeFile(path, $0)] } ?? []
            return own
                + unit.dropIns.map { NodeFile("\(path).d/\($0.path)", bytes: $0.contents, mode: $0.mode) }
        }
    }

    /// What systemd-modules-load and systemd-sysctl read.
    static func settings(_ additions: NodeAdditions) -> [NodeFile] {
        var files: [NodeFile] = []
        if !additions.modules.isEmpty {
            files.append(NodeFile(modulesFile, additions.modules.map { $0 + "\n" }.joined()))
        }
        if !additions.sysctls.isEmpty {
            files.append(
                NodeFile(settingsFile, additions.sysctls.map { "\($0.name) = \($0.value)\n" }.joined()))
        }
        return files
    }

    /// Text that YAML holds without escapes; nil for other bytes.
    static func plainText(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t" || (0x20...0x7e).contains(scalar.value)
        }
        return isPlain ? text : nil
    }
}
