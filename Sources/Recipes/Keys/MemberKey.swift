/// `[[cluster.members]]`
package enum MemberKey: String, TableKeys {
    case name
    case address
    case roles

    package static let summary = "A machine of a cluster that rke or kubespray sets up from outside."

    package var rule: KeyRule {
        switch self {
        case .name: KeyRule(.text(.hostname), required: true, "Its name.", example: #""node-1""#)
        case .address:
            KeyRule(
                .text(.nodeAddress), required: true, "Where rke or kubespray logs in.",
                example: #""10.0.0.11""#)
        case .roles:
            KeyRule(
                .choices(NodeRole.allCases.map(\.rawValue)), "What it does; worker unless said.",
                example: #"["etcd", "controlplane"]"#)
        }
    }
}
