/// What a part of an image is.
package enum PartRole: String, Sendable, Codable, CaseIterable {
    case kernel
    /// The base's own initrd, byte for byte.
    case base
    /// One archive that we wrote.
    case segment
    /// Zero bytes between parts.
    case padding
    /// An archive of the root tree that lies inside another part: it weighs nothing of its own.
    case root
}
