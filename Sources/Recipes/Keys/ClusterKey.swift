/// `[cluster]`
package enum ClusterKey: String, TableKeys {
    case method
    case version
    case role
    case roles
    case server
    case token
    case caChecksum = "ca-checksum"
    case discoveryCAHash = "discovery-ca-hash"
    case nodeName = "node-name"
    case address
    case labels
    case image
    case user
    case network
    case persistent
    case members

    package static let summary = "The cluster that the machine serves or joins."

    package var rule: KeyRule {
        switch self {
        case .method:
            KeyRule(
                .choice(ClusterMethod.allCases.map(\.rawValue)), required: true,
                "What sets the cluster up.", example: #""rancher""#)
        case .version:
            KeyRule(
                .text(.version), "The version of the method: Rancher's, Kubernetes', kubespray's or k3s's.",
                example: #""2.5.8""#)
        case .role:
            KeyRule(
                .choice(ClusterRole.allCases.map(\.rawValue)), required: true,
                "Whether the machine serves the cluster or joins it.", example: #""agent""#)
        case .roles:
            KeyRule(
                .choices(NodeRole.allCases.map(\.rawValue)),
                "What a machine of Rancher 2.x, rke or kubespray does; worker unless said, all for a server.",
                example: #"["worker"]"#)
        case .server:
            KeyRule(
                .text(.endpoint), "Where the server is: an address, for kubeadm host:port.",
                example: #""https://10.0.0.1""#)
        case .token:
            KeyRule(
                .table(SecretKey.self),
                "Where the token lies that lets a machine join; never the token itself.",
                example: #"{ env = "CLUSTER_TOKEN" }"#)
        case .caChecksum:
            KeyRule(
                .text(.sha256), "SHA-256 of the certificate of Rancher 2.x, as its panel prints it.",
                example: "\"\(String(repeating: "0123456789abcdef", count: 4))\"")
        case .discoveryCAHash:
            KeyRule(
                .text(.keyHash), "SHA-256 of the public key of kubeadm's certificate authority.",
                example: "\"sha256:\(String(repeating: "0123456789abcdef", count: 4))\"")
        default: furtherRule
        }
    }

    private var furtherRule: KeyRule {
        switch self {
        case .nodeName:
            KeyRule(
                .text(.hostname), "The name of the one machine that boots this image.", example: #""node-1""#)
        case .address:
            KeyRule(
                .text(.nodeAddress), "The machine's own address or the name of its interface.",
                example: #""eth0""#)
        case .labels:
            KeyRule(.labels, "Labels of the machine.", example: #"{ rack = "a1" }"#)
        case .image:
            KeyRule(
                .text(.image), "The container image of Rancher's server or agent.",
                example: #""rancher/rancher-agent:v2.5.8""#)
        case .user:
            KeyRule(
                .text(.userName), "Who rke and kubespray log in as; the system's own user unless said.",
                example: #""rancher""#)
        case .network:
            KeyRule(
                .choice(["calico", "canal", "cilium", "flannel", "none", "weave"]),
                "The network of the pods, for rke, kubespray and a server of kubeadm.", example: #""calico""#)
        case .persistent:
            KeyRule(
                .boolean, "Whether what the cluster writes on the machine outlives its reboot.",
                example: "true")
        default:
            KeyRule(
                .tables(MemberKey.self), MemberKey.summary,
                example: #"[{ name = "node-1", address = "10.0.0.11" }]"#)
        }
    }
}
