import Testing

/// What runs containers in a booted Debian, and how it shows that it goes by what the recipe says.
struct GuestRuntime: Sendable, CustomTestStringConvertible {
    let name: String
    let base: String
    /// How it names itself to a registry, at the start.
    let client: String
    /// Lines of `[registry]`.
    let recipe: String
    /// What the guest must say of its files, for the mirror at an address.
    let written: @Sendable (_ address: String) -> [String]
    /// Whether a line is the name or the digest of what has been pulled.
    let isPulled: @Sendable (Substring) -> Bool
    /// Files of other runtimes, which it must not have.
    let unwritten: [String]

    var testDescription: String { name }

    static let all: [GuestRuntime] = [docker, containerd, podman]

    static let docker = GuestRuntime(
        name: "docker", base: "debian-docker", client: "docker/", recipe: "",
        written: { ["debian: mirror /etc/docker/daemon.json   \"registry-mirrors\": [\"http://\($0)\"]"] },
        isPulled: { $0 == RegistryImage.name },
        unwritten: ["/etc/containerd/certs.d", "/etc/containers/registries.conf.d/50-kimage.conf"])

    static let containerd = GuestRuntime(
        name: "containerd", base: "debian-containerd", client: "containerd/",
        recipe: "runtimes = [\"containerd\"]",
        written: {
            ["debian: mirror /etc/containerd/certs.d/docker.io/hosts.toml [host.\"http://\($0)\"]"]
        },
        isPulled: { $0.hasPrefix("sha256:") && $0.utf8.count == 71 },
        unwritten: ["/etc/docker", "/etc/containers/registries.conf.d/50-kimage.conf"])

    static let podman = GuestRuntime(
        name: "podman", base: "debian-podman", client: "containers/", recipe: "runtimes = [\"podman\"]",
        written: {
            ["debian: mirror /etc/containers/registries.conf.d/50-kimage.conf location = \"\($0)\""]
        },
        isPulled: {
            $0.utf8.count == 64 && $0.utf8.allSatisfy { ($0 >= 48 && $0 < 58) || ($0 >= 97 && $0 < 103) }
        },
        unwritten: ["/etc/docker", "/etc/containerd/certs.d"])
}
