/// Where the bytes of a planned file come from.
package enum PlannedBytes: Sendable, Equatable {
    case bytes([UInt8])
    /// A file of the machine, by its path.
    case path(String)
    /// A part of the base, byte for byte.
    case artifact(ArtifactRole)
    /// The image that is made of the base's root tree.
    case rootImage
    /// An image of containers that is fetched, by its role: `PlannedImage.role`.
    case image(String)
}
