package import Machine

/// A source that is in the store now.
package struct FetchedSource: Sendable, Equatable {
    package var digest: SHA256Digest
    /// Bytes.
    package var size: Int64
    /// Where the same contents can be had again, without name and password: the source, for a package with
    /// its version.
    package var address: String
    /// Whether a signature of the publisher was checked on the way.
    package var isSigned: Bool
    /// Whether nothing had to be fetched.
    package var wasPresent: Bool

    package init(
        digest: SHA256Digest, size: Int64, address: String, isSigned: Bool = false, wasPresent: Bool = false
    ) {
        self.digest = digest
        self.size = size
        self.address = address
        self.isSigned = isSigned
        self.wasPresent = wasPresent
    }
}
