import Testing

/// A system whose recipe is built with a base that the scripts make, and what its booted guest must say.
struct BootedSystem: Sendable, CustomTestStringConvertible {
    /// `recipes/NAME.toml`, and the folder of the image.
    let recipe: String
    let os: String
    let base: String
    /// The guest's last line.
    let ready: String
    /// What it must have said before.
    let lines: [String]

    var testDescription: String { recipe }

    /// One for each system but RancherOS and Alpine, which have tests of their own.
    static let all: [BootedSystem] = [debian, flatcar, coreos, fedoraCoreOS, atomic, clear, burmillaOS]

    /// What runs in continuous integration: one of each way of booting, and what boots in seconds.
    static let short: [BootedSystem] = [debian, flatcar, burmillaOS]

    /// Every system, for the configuration that is portable.
    static let portable: [BootedSystem] = all + [rancherOS] + (Bases.hasAlpine ? [alpine] : [])

    /// The same in continuous integration: those that boot in seconds.
    static let shortPortable: [BootedSystem] = [rancherOS, burmillaOS] + (Bases.hasAlpine ? [alpine] : [])

    static let debian = BootedSystem(
        recipe: "debian", os: "debian", base: "debian-docker", ready: "debian: ready",
        lines: [
            "debian: hostname debian-node", "ssh-ed25519",
            "debian: file /etc/kimage-test written by the portable cloud-config", "http://10.0.0.1:5000",
            "debian: container container runs", "debian: root tmpfs", "cap_net_raw",
            "kimage-portable: hostname=debian-node keys=",
        ])

    static let flatcar = coreOSLike("flatcar", "flatcar-standin", host: "flatcar-node")
    static let coreos = coreOSLike("coreos", "coreos-standin", host: "coreos-node")
    static let fedoraCoreOS = coreOSLike("fedora-coreos", "fcos-standin", host: "fcos-node")

    static let atomic = BootedSystem(
        recipe: "atomic", os: "atomic", base: "atomic-standin", ready: "atomic-standin: ready",
        lines: [
            "atomic-standin: hostname atomic-node",
            "atomic-standin: file /etc/kimage-test: written by the portable cloud-config",
            "atomic-standin: mirror http://10.0.0.1:5000",
            "kimage-portable: hostname=atomic-node keys=",
        ])

    static let clear = BootedSystem(
        recipe: "clear", os: "clear", base: "clear-standin", ready: "clear-standin: ready",
        lines: ["clear-node", "written by the portable cloud-config", "http://10.0.0.1:5000", "ssh-ed25519"])

    static let burmillaOS = BootedSystem(
        recipe: "burmillaos", os: "burmillaos", base: "burmillaos-standin", ready: "ros-standin: ready",
        lines: [
            "ros-standin: BurmillaOS v2.0.4 stand-in", "ros-standin: hostname burmilla-node",
            "ros-standin: ssh key 1: ssh-ed25519", "ros-standin: docker registry_mirror http://10.0.0.1:5000",
            "ros-standin: system_docker registry_mirror http://10.0.0.1:5000",
            "ros-standin: docker insecure_registry 10.0.0.1:5000", "ros-standin: file /etc/motd",
            "ros-standin: write_files /etc/kimage-test 0644 0:0", "matches usr/lib/modules",
            "kimage-portable: hostname=burmilla-node keys=1",
        ])

    /// For the portable configuration alone.
    static let rancherOS = BootedSystem(
        recipe: "rancher", os: "rancheros", base: "rancheros-standin", ready: "ros-standin: ready", lines: [])
    static let alpine = BootedSystem(
        recipe: "alpine", os: "alpine", base: "alpine", ready: "login:", lines: [])

    private static func coreOSLike(_ recipe: String, _ prefix: String, host: String) -> BootedSystem {
        BootedSystem(
            recipe: recipe, os: recipe, base: "\(recipe)-standin", ready: "\(prefix): ready",
            lines: [
                "\(prefix): hostname \(host)", "\(prefix): ignition ran, config provided: true",
                "\(prefix): ssh key core 1: ssh-ed25519",
                "\(prefix): file /etc/kimage-test-overlay: The files of this node come from its boot image.",
                "\(prefix): file /etc/kimage-test: written by Ignition",
                "\(prefix): mirror http://10.0.0.1:5000", "kimage-ready: \(host)",
            ])
    }
}
