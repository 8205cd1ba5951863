import Initramfs
import Provisioning
import Recipes

/// What kimage must know of an operating system: one value, no I/O; everything else asks it and never asks which
/// system it is.
package protocol Distribution: Sendable {
    /// The recipe's name of the system.
    var os: String { get }
    /// Its name in full.
    var title: String { get }
    /// The version that is taken where the recipe names none; nil where it must.
    var defaultVersion: String? { get }

    /// What is wrong with a version for a node without a disk.
    func check(version: Located<String>, architecture: Architecture) -> Diagnostics

    /// Where upstream publishes the parts of a version.
    func artifacts(version: String, architecture: Architecture) -> [PlannedArtifact]

    /// What the version's kernel unpacks, the best for our segments first.
    func compressions(version: String) -> [Compression]

    /// How an image of these parts is laid out.
    func layout(version: String, parts: Set<ArtifactRole>) throws(Diagnostic) -> DistributionLayout

    /// What embedding a configuration and a registry mirror puts into the root tree.
    func provision(
        _ config: CloudConfig, registry: RegistrySection?, version: String
    ) throws(Diagnostics) -> [ProvisionedItem]
}
