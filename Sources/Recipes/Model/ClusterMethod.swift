/// What sets a cluster up.
package enum ClusterMethod: String, Sendable, CaseIterable {
    /// Rancher 1.x and 2.x, by version.
    case rancher
    case rke
    case kubeadm
    case kubespray
    case k3s
}
