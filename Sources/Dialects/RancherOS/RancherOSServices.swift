import Provisioning
import Recipes

/// Traps of rancher.services: names, and the two generations of Rancher's agent.
struct RancherOSServices {
    func findings(_ rancher: CandiedNode?) -> [CheckFinding] {
        (rancher?["services"]?.pairs ?? []).flatMap { pair -> [CheckFinding] in
            var findings: [CheckFinding] = []
            if pair.key.string == "rancher-agent" {
                findings.append(
                    CheckFinding(
                        RancherOSRules.reservedService, at: pair.key.position,
                        "the service name \"rancher-agent\" is reserved by Rancher"))
            }
            if let finding = agent(pair.value) { findings.append(finding) }
            return findings
        }
    }

    private func agent(_ service: CandiedNode) -> CheckFinding? {
        guard let image = service["image"]?.string else { return nil }
        let name = repository(image)
        let words = words(service["command"])
        guard !words.isEmpty else { return nil }
        if name == "rancher/agent", words.contains(where: { $0.hasPrefix("--") }) {
            return CheckFinding(
                RancherOSRules.agentImage, at: service["image"]?.position,
                "\"\(image)\" is the agent of Rancher 1.x, but the command is that of 2.x",
                hint: "use rancher/rancher-agent with the server's version")
        }
        if name == "rancher/rancher-agent", !words.contains(where: { $0.hasPrefix("--server") }),
            words.contains(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") })
        {
            return CheckFinding(
                RancherOSRules.agentImage, at: service["image"]?.position,
                "\"\(image)\" is the agent of Rancher 2.x, but the command is that of 1.x",
                hint: "use rancher/agent with the tag that the server's page shows")
        }
        return nil
    }

    private func words(_ command: CandiedNode?) -> [String] {
        if let items = command?.items { return items.compactMap(\.string) }
        return (command?.string ?? "").split(separator: " ").map(String.init)
    }

    /// The image without registry, tag and digest: its last two parts.
    private func repository(_ image: String) -> String {
        let untagged = image.split(separator: "@", maxSplits: 1).first.map(String.init) ?? image
        var parts = untagged.split(separator: "/").map(String.init)
        if let last = parts.popLast() { parts.append(String(last.split(separator: ":").first ?? "")) }
        return parts.suffix(2).joined(separator: "/")
    }
}
