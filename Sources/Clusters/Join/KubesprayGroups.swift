/// The names of kubespray's groups, which changed with 2.16.0.
struct KubesprayGroups: Sendable, Equatable {
    var controlPlane: String
    var node: String
    var cluster: String

    init(_ version: ClusterVersion) {
        let isNew = version >= ClusterVersion(2, 16)
        controlPlane = isNew ? "kube_control_plane" : "kube-master"
        node = isNew ? "kube_node" : "kube-node"
        cluster = isNew ? "k8s_cluster" : "k8s-cluster"
    }
}
