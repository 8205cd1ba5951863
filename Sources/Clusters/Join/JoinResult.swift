import Provisioning

/// What a cluster asks of a node and of whoever administers it.
struct JoinResult: Sendable {
    var additions = NodeAdditions()
    /// For the administrator's machine.
    var serverFiles: [ServerFile] = []
    /// Programs that the root must hold: absolute paths, or names where any folder of PATH will do.
    var programs: [String] = []
    /// Folders that must outlive a reboot.
    var statePaths: [String] = []
    /// Whether container runtimes and the kubelet leave cgroups to systemd.
    var usesSystemdCgroups = false
}
