import Distributions
import Recipes

/// What a base folder says of itself, read beforehand.
package struct BaseDescription: Sendable, Equatable {
    /// The folder as the user named it.
    package var folder: String
    package var os: String
    package var version: String
    package var architecture: Architecture?
    package var provenance: String
    package var isStandIn: Bool
    /// The version of Ignition's specification that its reader speaks, where it is not the system's own.
    package var ignition: String?
    /// Absolute paths of the parts.
    package var parts: [ArtifactRole: String]

    package init(
        folder: String, os: String, version: String, architecture: Architecture? = nil, provenance: String,
        isStandIn: Bool, ignition: String? = nil, parts: [ArtifactRole: String]
    ) {
        self.folder = folder
        self.os = os
        self.version = version
        self.architecture = architecture
        self.provenance = provenance
        self.isStandIn = isStandIn
        self.ignition = ignition
        self.parts = parts
    }
}
