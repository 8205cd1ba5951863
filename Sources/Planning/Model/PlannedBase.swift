import Distributions

/// The base of an image: which system it is, and where its parts come from.
package struct PlannedBase: Sendable, Equatable {
    /// The recipe's name of the system (`alpine`).
    package var os: String
    /// Its name in full (`Alpine Linux`).
    package var title: String
    package var version: String
    /// What the base is, in its own words; from base.toml, or made from the artifacts' addresses.
    package var provenance: String
    /// True where the base was made from other parts because the upstream one cannot be had.
    package var isStandIn: Bool
    /// The folder the parts are taken from (`--base`); nil: from the store, by `artifacts`.
    package var folder: String?
    package var artifacts: [PlannedArtifact]

    package init(
        os: String, title: String, version: String, provenance: String, isStandIn: Bool, folder: String?,
        artifacts: [PlannedArtifact]
    ) {
        self.os = os
        self.title = title
        self.version = version
        self.provenance = provenance
        self.isStandIn = isStandIn
        self.folder = folder
        self.artifacts = artifacts
    }

    /// True where the base has a part of this role.
    package func has(_ role: ArtifactRole) -> Bool { artifacts.contains { $0.role == role } }
}
