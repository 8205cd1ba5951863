internal import Machine

/// One thing of the drivers' segment.
struct DriverItem: Equatable {
    enum Kind: Equatable {
        /// A file of the cache, by its number.
        case file(number: Int, size: UInt64, digest: SHA256Digest, mode: UInt32)
        /// A symbolic link, by its target.
        case link(String)
    }

    /// Absolute.
    let path: String
    let kind: Kind
}
