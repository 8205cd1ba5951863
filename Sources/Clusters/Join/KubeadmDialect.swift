import Provisioning

/// The version of kubeadm's own files that a release of Kubernetes reads
/// (kubernetes, cmd/kubeadm/app/apis/kubeadm/scheme).
struct KubeadmDialect: Sendable, Equatable {
    var apiVersion: String

    /// nil for releases before 1.13, whose files have other fields.
    init?(_ version: ClusterVersion) {
        let name: String
        switch version {
        case ..<ClusterVersion(1, 13): return nil
        case ..<ClusterVersion(1, 15): name = "v1beta1"
        case ..<ClusterVersion(1, 22): name = "v1beta2"
        case ..<ClusterVersion(1, 31): name = "v1beta3"
        default: name = "v1beta4"
        }
        apiVersion = "kubeadm.k8s.io/\(name)"
    }

    /// v1beta4 made a list of the map, so that an argument can be there twice.
    func arguments(_ arguments: [(String, String)]) -> YAMLNode {
        if apiVersion.hasSuffix("v1beta4") {
            return Build.list(
                arguments.map { Build.map([("name", .string($0.0)), ("value", .string($0.1))]) })
        }
        return Build.map(arguments.map { ($0.0, .string($0.1)) })
    }
}
