import Provisioning

/// What is to be embedded in an image so that its nodes come up configured.
package struct ProvisionRequest: Sendable {
    /// The recipe's cloud-config, merged.
    package var config: CloudConfig
    /// A configuration in the system's other language, Ignition or what becomes Ignition, as the user wrote it.
    package var native: NativeConfig?
    /// What the registry mirror and the cluster add.
    package var additions: NodeAdditions
    /// The image's name: what a node is called where nothing else is said.
    package var name: String
    package var base: BaseFacts
    /// Identifiers of rules that may be broken: what they are about is left out.
    package var allowed: Set<String>

    package init(
        config: CloudConfig, native: NativeConfig? = nil, additions: NodeAdditions = NodeAdditions(),
        name: String,
        base: BaseFacts, allowed: Set<String> = []
    ) {
        self.config = config
        self.native = native
        self.additions = additions
        self.name = name
        self.base = base
        self.allowed = allowed
    }
}
