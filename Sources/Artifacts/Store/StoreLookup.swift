package import Machine

/// What the store has under a digest.
package enum StoreLookup: Sendable, Equatable {
    /// The contents, verified; their size in bytes.
    case present(size: Int64)
    case absent
    /// What was there is not of that digest, or no file; it is in quarantine now.
    case damaged(setAside: String, reason: String)
}

/// Contents that are in the store now.
package struct StoredContent: Sendable, Equatable {
    package let digest: SHA256Digest
    /// Bytes.
    package let size: Int64
}
