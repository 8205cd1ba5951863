import Provisioning

extension ClearRenderer {
    /// runcmd and bootcmd become lines of one script, as cloud-init does it: a failure does not stop what follows.
    mutating func addCommands(_ config: CloudConfig) {
        for key in ["bootcmd", "runcmd"] {
            guard let pair = config.pair(key) else { continue }
            guard let commands = pair.value.items else {
                report(
                    ClearBlockRules.notList, at: pair.value.position ?? pair.keyPosition,
                    "\"\(key)\" must be a list")
                continue
            }
            for (index, command) in commands.enumerated() where !command.isNull {
                guard let line = Self.line(command) else {
                    report(
                        ClearCommandRules.commandMap, at: command.position,
                        "\"\(key)[\(index)]\" must be a text or a list of texts; found \(command.described)")
                    continue
                }
                late.append(line)
            }
        }
    }

    /// A text is a line for a shell, a list is a program and its arguments.
    private static func line(_ command: YAMLNode) -> String? {
        if let text = command.text { return text }
        guard let words = command.items, !words.isEmpty else { return nil }
        let texts = words.compactMap(\.text)
        return texts.count == words.count ? texts.map(ShellQuoting.quote).joined(separator: " ") : nil
    }
}
