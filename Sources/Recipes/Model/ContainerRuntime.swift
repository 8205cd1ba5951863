/// What runs containers on a node; each is told of registries in its own form. The words are those of a recipe.
package enum ContainerRuntime: String, Sendable, CaseIterable {
    case docker
    /// RancherOS's second Docker, which runs the system's own services.
    case systemDocker = "system-docker"
    /// As Kubernetes uses it, by its plugin `cri`.
    case containerd
    case podman
    case crio
    /// The containerd within k3s.
    case k3s

    package var isDocker: Bool { self == .docker || self == .systemDocker }
}
