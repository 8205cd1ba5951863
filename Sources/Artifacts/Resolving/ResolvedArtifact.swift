package import Machine

/// A request with the file that answers it, in the store and verified.
package struct ResolvedArtifact: Sendable, Equatable {
    package var request: ArtifactRequest
    /// The file in the store, read-only; of a member, the member itself.
    package var path: String
    /// Of that file.
    package var digest: SHA256Digest
    /// Bytes of that file.
    package var size: Int64
    /// The digest of the source as it was downloaded; `digest` unless the request has a member.
    package var sourceDigest: SHA256Digest
    /// How it was verified when it was locked.
    package var verified: Verification
    /// Whose signature covers it, where one of a key that the request pins does.
    package var signer: OpenPGPFingerprint?
    /// The pinned certificate whose signature covers it, where one does.
    package var certificate: SHA256Digest?
    /// Whether nothing had to be fetched.
    package var fromCache: Bool
}

/// All requests with their files, and the lock as it should be now.
package struct Resolution: Sendable, Equatable {
    /// In the order of the requests.
    package var artifacts: [ResolvedArtifact]
    /// To be written where `changes` is not empty.
    package var lock: LockFile
    /// What is other than in the lock that was given.
    package var changes: [LockChange]
}
