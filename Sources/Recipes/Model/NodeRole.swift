/// What a machine does in a cluster of Rancher 2.x, rke or kubespray, in their own words.
package enum NodeRole: String, Sendable, CaseIterable {
    case controlplane
    case etcd
    case worker
}
