import Clusters
import Provisioning
import Recipes

/// What clusters are refused for.
enum Refusal {
    /// What is found wrong, one finding a line.
    static func found(
        _ section: ClusterSection, _ traits: NodeTraits = Sample.debian, token: String = "",
        ram: UInt64? = nil
    ) -> [String] {
        let ram = ram.map { Located($0 << 20, at: SourcePosition(file: "r.toml", line: 99, column: 7)) }
        var diagnostics = Diagnostics()
        _ = NodeConfiguration.make(
            NodeConfigurationInputs(
                registry: nil, cluster: section, traits: traits, secrets: Sample.secrets(token), ram: ram),
            diagnostics: &diagnostics)
        return diagnostics.items.map(\.description)
    }

    /// An agent that nothing is wrong with, changed.
    static func agent(_ method: ClusterMethod, _ change: (inout ClusterSection) -> Void = { _ in })
        -> ClusterSection
    {
        Sample.cluster(method, .agent) { section in
            section.token = Sample.tokenSource
            switch method {
            case .rancher:
                section.version = Sample.text("2.5.8")
                section.server = Sample.text("https://10.0.0.1")
                section.address = Sample.text("eth0")
            case .kubeadm:
                section.version = Sample.text("1.28.3")
                section.server = Sample.text("10.0.0.1:6443")
                section.discoveryCAHash = Sample.text("sha256:\(Sample.digest)")
            case .k3s: section.server = Sample.text("https://10.0.0.1:6443")
            case .rke, .kubespray:
                section.token = nil
                section.version = Sample.text("2.22.0")
                section.members = [
                    ClusterMember(
                        name: Sample.text("n1", 40), address: Sample.text("10.0.0.11", 40),
                        roles: NodeRole.allCases.map { Located($0, at: Sample.at) })
                ]
            }
            change(&section)
        }
    }
}
