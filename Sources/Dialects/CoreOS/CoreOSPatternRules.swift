import Provisioning

/// Values that a pattern of coreos-cloudinit's does not take.
enum CoreOSPatternRules {
    private static let program = CoreOSRules.program

    static let unknownEncoding = CheckRule(
        "coreos-cloudinit/unknown-encoding", "the encoding is none of coreos-cloudinit's",
        consequence: "The whole user-data is refused: no key, no user, no file, no unit.",
        remedy: "write base64, gzip or gzip+base64, or leave encoding out for plain text",
        source: "\(program), config/file.go, config/decode.go",
        verdicts: [.validate: .reject, .userData: .reject, .load: .reject, .apply: .reject])

    static let permissionsPattern = CheckRule(
        "coreos-cloudinit/permissions-pattern", "permissions are not three or four octal digits",
        consequence: "The validator refuses the file; a node takes it, since it is an octal number.",
        remedy: "write permissions: \"0644\"", source: "\(program), config/file.go, system/file.go",
        verdicts: [.validate: .reject])

    static let permissions = CheckRule(
        "coreos-cloudinit/permissions", "permissions are no octal number",
        consequence:
            "Writing the file fails, and everything that comes after it is not carried out: other files, "
            + "units.", remedy: "write permissions: \"0644\"",
        source: "\(program), config/file.go, system/file.go Permissions",
        verdicts: [.validate: .reject, .apply: .reject])

    static let unitCommand = CheckRule(
        "coreos-cloudinit/unit-command", "the unit's command is none that systemd is asked for",
        consequence: "The program stops there; commands of later units are not run.",
        remedy: "write start, stop, restart, reload, try-restart, reload-or-restart or reload-or-try-restart",
        source: "\(program), config/unit.go, system/systemd.go RunUnitCommand",
        verdicts: [.validate: .reject, .apply: .reject])

    static let rebootStrategy = CheckRule(
        "coreos-cloudinit/reboot-strategy", "the reboot strategy is unknown",
        consequence: "The program stops before it writes any file or unit.",
        remedy: "write etcd-lock, reboot or off", source: "\(program), config/update.go, system/update.go",
        verdicts: [.validate: .reject, .apply: .reject])

    static let window = CheckRule(
        "coreos-cloudinit/reboot-window", "locksmith's window is not well formed",
        consequence: "The validator refuses it; locksmithd does not start with it.",
        remedy: "write window_start: \"Thu 04:00\" or \"04:00\", window_length: 1h30m",
        source: "\(program), config/locksmith.go", verdicts: [.validate: .reject])

    static let etcd2Proxy = CheckRule(
        "coreos-cloudinit/etcd2-proxy", "etcd2's proxy mode is unknown",
        consequence: "The validator refuses it; etcd2 does not start with it.",
        remedy: "write on, off or readonly, in quotes", source: "\(program), config/etcd2.go",
        verdicts: [.validate: .reject])

    static let all: [CheckRule] = [
        unknownEncoding, permissionsPattern, permissions, unitCommand, rebootStrategy, window, etcd2Proxy,
    ]

    /// The rule that a value breaks.
    static func rule(_ pattern: CoreOSPattern, value: String) -> CheckRule {
        switch pattern {
        case .encoding: unknownEncoding
        case .permissions: GoYAMLNumber.octal(value, bits: 32) == nil ? permissions : permissionsPattern
        case .unitCommand: unitCommand
        case .rebootStrategy: rebootStrategy
        case .windowStart, .windowLength: window
        case .etcd2Proxy: etcd2Proxy
        }
    }
}
