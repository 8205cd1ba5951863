import Provisioning
import Recipes

/// What `NodeConfiguration` is made from; everything is read beforehand.
package struct NodeConfigurationInputs: Sendable {
    package var registry: RegistrySection?
    package var cluster: ClusterSection?
    package var traits: NodeTraits
    /// The user's own configuration, which is checked for what stands in the way.
    package var config: CloudConfig
    /// What `[registry] ca` names, by the path that the recipe writes.
    package var files: [String: [UInt8]]
    package var secrets: SecretStore
    /// `[budget] ram`: what the machine has, in bytes.
    package var ram: Located<UInt64>?

    package init(
        registry: RegistrySection?, cluster: ClusterSection?, traits: NodeTraits,
        config: CloudConfig = CloudConfig(), files: [String: [UInt8]] = [:],
        secrets: SecretStore = SecretStore(), ram: Located<UInt64>? = nil
    ) {
        self.registry = registry
        self.cluster = cluster
        self.traits = traits
        self.config = config
        self.files = files
        self.secrets = secrets
        self.ram = ram
    }
}
