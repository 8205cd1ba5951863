import Recipes

/// What registries and clusters must know of the system that a node runs. Its distribution answers.
package struct NodeTraits: Sendable, Equatable {
    /// What starts services.
    package enum InitSystem: String, Sendable {
        case systemd
        case openrc
        /// RancherOS's own: services are containers in its cloud-config.
        case rancheros
    }

    /// Name and version, for messages: `RancherOS 1.5.8`.
    package var title: String
    package var initSystem: InitSystem
    /// Those that the node has, the one that clusters should use first.
    package var runtimes: [ContainerRuntime]
    /// Whether `/usr` cannot be written; what is added goes below `/opt` there.
    package var isUsrReadOnly = false
    /// Whether containerd is started with a configuration of the system's own, not `/etc/containerd/config.toml`.
    package var hasOwnContainerdConfig = false
    /// Whether `/` stays the kernel's initramfs, out of which pivot_root(2) leads nowhere.
    package var isRootInitramfs = false
    /// 1 or 2; nil where nobody knows.
    package var cgroupVersion: Int?
    /// The user that the system has for logging in: `root`, `core`, `rancher`.
    package var loginUser = "root"

    package init(title: String, initSystem: InitSystem, runtimes: [ContainerRuntime]) {
        self.title = title
        self.initSystem = initSystem
        self.runtimes = runtimes
    }

    /// Where programs lie that the system has no package of.
    package var programFolder: String { isUsrReadOnly ? "/opt/bin" : "/usr/local/bin" }

    func has(_ runtime: ContainerRuntime) -> Bool { runtimes.contains(runtime) }
}
