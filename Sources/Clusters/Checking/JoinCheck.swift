import Provisioning
import Recipes

/// Checks the commands by which a user's own configuration joins a cluster: their forms, never whether the server takes
/// them. No message holds a token.
package struct JoinCheck {
    var findings: [CheckFinding] = []

    /// What is wrong with the commands and services of a configuration, in the order of the text.
    package static func check(_ config: CloudConfig) -> [CheckFinding] {
        var check = JoinCheck()
        check.services(config["rancher"]?["services"])
        for key in ["runcmd", "bootcmd"] { check.commands(config[key]) }
        for file in UserFile.all(in: config) {
            if let text = file.text { check.script(text, at: file.position) }
        }
        for unit in config["coreos"]?["units"]?.items ?? [] {
            let parts = [unit] + (unit["drop_ins"]?.items ?? unit["drop-ins"]?.items ?? [])
            for part in parts {
                if let content = part["content"], let text = content.text {
                    check.unit(text, at: content.position)
                }
            }
        }
        return check.findings.enumerated().sorted { left, right in
            let (a, b) = (left.element.position, right.element.position)
            return (a?.line ?? 0, a?.column ?? 0, left.offset) < (b?.line ?? 0, b?.column ?? 0, right.offset)
        }.map(\.element)
    }

    mutating func find(
        _ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil
    ) {
        findings.append(CheckFinding(rule, at: position, message, hint: hint))
    }

    /// Whether the value is one that a shell or a template will fill in.
    static func isFilledLater(_ text: String) -> Bool { text.contains("$") || text.contains("{{") }

    /// Items of `runcmd`: a text is for the shell, a list is one command.
    private mutating func commands(_ node: YAMLNode?) {
        for item in node?.items ?? [] {
            if let text = item.text {
                script(text, at: item.position)
            } else if let words = item.items?.compactMap(\.text) {
                let isShell = words.count >= 3 && words[0].hasSuffix("sh") && words[1].hasPrefix("-")
                if isShell {
                    script(words[2], at: item.items?[2].position ?? item.position)
                } else {
                    command(words, at: item.position)
                }
            }
        }
    }

    private mutating func script(_ text: String, at position: SourcePosition?) {
        for words in CommandLineWords.commands(text) { command(words, at: position) }
    }

    /// `ExecStart=` and its like; other lines of a unit are no commands.
    private mutating func unit(_ text: String, at position: SourcePosition?) {
        let joined = text.replacing("\\\n", with: " ")
        for line in joined.split(separator: "\n") where line.hasPrefix("Exec") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let words = line[line.index(after: equals)...].drop { "-@+!:".contains($0) }
            script(String(words), at: position)
        }
    }

    private mutating func command(_ words: [String], at position: SourcePosition?) {
        let names = words.map { String($0.split(separator: "/").last ?? "") }
        if let start = names.indices.first(where: { names[$0] == "docker" || names[$0] == "podman" }),
            let run = words[start...].firstIndex(of: "run")
        {
            container(Array(words[(run + 1)...]), at: position)
        }
        if let start = names.firstIndex(of: "kubeadm"), let join = words[start...].firstIndex(of: "join") {
            kubeadmJoin(Array(words[(join + 1)...]), at: position)
        }
        if let start = names.firstIndex(of: "k3s"), start + 1 < words.count,
            ["agent", "server"].contains(words[start + 1])
        {
            k3s(words, from: start + 2, isAgent: words[start + 1] == "agent", at: position)
        } else if words.contains(where: { $0.hasPrefix("K3S_TOKEN=") || $0.hasPrefix("K3S_URL=") }) {
            k3sVariables(words, at: position)
        }
    }
}
