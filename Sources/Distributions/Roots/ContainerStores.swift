import Recipes

/// Folders in which container runtimes make overlays, which the kernel refuses on an overlay and on NFS ("not supported
/// as upperdir"), and those that clusters keep their state in.
package enum ContainerStores {
    /// Of them, those in which nobody lays overlays.
    package static let withoutOverlays: Set<String> = ["/var/lib/kubelet"]

    package static func folders(runtimes: [ContainerRuntime], method: ClusterMethod?) -> [String] {
        var folders: [String] = []
        for runtime in runtimes {
            switch runtime {
            case .docker, .systemDocker: folders += ["/var/lib/docker", "/var/lib/containerd"]
            case .containerd: folders += ["/var/lib/containerd"]
            case .podman, .crio: folders += ["/var/lib/containers"]
            case .k3s: folders += ["/var/lib/rancher"]
            }
        }
        switch method {
        case .k3s, .rancher: folders += ["/var/lib/rancher", "/var/lib/kubelet"]
        case .rke, .kubeadm, .kubespray: folders += ["/var/lib/kubelet"]
        case nil: break
        }
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }
    }
}
