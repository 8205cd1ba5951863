/// `[cluster]`: what the machine is in which cluster. What a method does not take, `ClusterJoin` refuses.
package struct ClusterSection: Sendable, Equatable {
    /// Where the table begins.
    package var position: SourcePosition
    package var method: Located<ClusterMethod>
    package var role: Located<ClusterRole>
    /// Of Rancher, of Kubernetes (kubeadm), of kubespray, of k3s or of rke.
    package var version: Located<String>?
    /// `roles`; empty where the recipe does not say.
    package var roles: [Located<NodeRole>] = []
    /// `https://10.0.0.1`, or `10.0.0.1:6443` for kubeadm.
    package var server: Located<String>?
    package var token: Located<SecretSource>?
    /// 64 small hexadecimal digits.
    package var caChecksum: Located<String>?
    /// `sha256:` and 64 small hexadecimal digits.
    package var discoveryCAHash: Located<String>?
    /// Given only where one machine boots the image.
    package var nodeName: Located<String>?
    /// An IP address or the name of an interface.
    package var address: Located<String>?
    package var labels: [Located<NodeLabel>] = []
    package var image: Located<String>?
    package var user: Located<String>?
    package var network: Located<String>?
    /// Whether what the cluster writes on the machine outlives its reboot.
    package var isPersistent = false
    package var members: [ClusterMember] = []

    package init(position: SourcePosition, method: Located<ClusterMethod>, role: Located<ClusterRole>) {
        self.position = position
        self.method = method
        self.role = role
    }
}
