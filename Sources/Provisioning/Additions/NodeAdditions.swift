/// What a registry mirror or a cluster adds to a node, in a form that every system's renderer can carry out.
package struct NodeAdditions: Sendable, Equatable {
    package var files: [NodeFile] = []
    /// For systems with systemd; empty for others.
    package var units: [NodeUnit] = []
    /// Kernel modules, loaded at boot before `sysctls` are set.
    package var modules: [String] = []
    /// Name (`net.ipv4.ip_forward`) and value, in order.
    package var sysctls: [NodeSetting] = []
    /// Shell commands, run once the system is up, after the user's own.
    package var commands: [String] = []
    /// OpenRC services to start, for systems with OpenRC: name and runlevel (`default`).
    package var services: [NodeSetting] = []
    /// Merged into the cloud-config before it is rendered, for systems that have their own keys (RancherOS).
    package var cloudConfig = CloudConfig()
    /// Words for the kernel's command line.
    package var kernelArguments: [String] = []

    package init() {}

    package var isEmpty: Bool { self == NodeAdditions() }

    /// Adds everything of `other` after this.
    package mutating func append(_ other: NodeAdditions) {
        files += other.files
        units += other.units
        modules += other.modules.filter { !modules.contains($0) }
        sysctls += other.sysctls.filter { !sysctls.contains($0) }
        commands += other.commands
        services += other.services.filter { !services.contains($0) }
        cloudConfig.merge(other.cloudConfig.pairs)
        kernelArguments += other.kernelArguments.filter { !kernelArguments.contains($0) }
    }
}
