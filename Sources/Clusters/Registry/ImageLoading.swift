/// Who loads an archive of a container image on a node, which decides how often the node has it in RAM.
package enum ImageLoading: String, Sendable, CaseIterable {
    /// RancherOS's own preloading, into its Docker.
    case rancherOS = "RancherOS"
    case k3s
    /// `docker load`, by a service of ours.
    case docker = "docker load"
    /// `ctr images import`, by a service of ours.
    case containerd = "ctr images import"
    /// `podman load`, by a service of ours.
    case podman = "podman load"

    /// Whether the archive stays where it was: RancherOS marks it with a file beside it (cmd/control/preload.go), k3s
    /// imports it again at each start. Our service removes what it has loaded.
    package var keepsArchive: Bool { self == .rancherOS || self == .k3s }

    /// Whether the layers are kept as they came, beside the unpacked tree: containerd's content store.
    package var keepsLayers: Bool { self == .containerd || self == .k3s }

    /// Whether the archive is copied while it is loaded: Docker unpacks it to a folder first (moby, image/tarexport),
    /// podman writes its input to a file.
    package var copiesArchive: Bool { self == .rancherOS || self == .docker || self == .podman }
}
