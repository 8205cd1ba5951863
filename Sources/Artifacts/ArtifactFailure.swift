package import Machine

/// Why an artifact could not be had, or may not be used.
package struct ArtifactFailure: CategorizedError, Equatable {
    /// What is wrong.
    package enum Code: String, Sendable, CaseIterable {
        /// The source is none that we can fetch, or is written wrongly.
        case invalidSource
        /// The server could not be reached, or the connection broke and trying again did not help.
        case unreachable
        /// The server or the mirror does not have it.
        case notFound
        /// A redirect or a server asks for what we do not do.
        case refused
        /// More bytes than were promised or than are allowed.
        case tooLarge
        /// The contents are not those that were promised.
        case mismatch
        /// The publisher's checksum list does not settle the digest.
        case checksums
        /// There is no signature, or none of those who may have signed, or it does not hold.
        case signature
        /// The file with the publisher's keys cannot be used.
        case signingKey
        /// The archive has no such member, or cannot be read.
        case member
        /// An image of containers is damaged, hostile, or none with a root tree for this machine.
        case image
        /// There is no entry in the lock, or one for something else.
        case lock
        /// The lock would lose a verification that it has.
        case weaker
        /// Something is missing and the network may not be used.
        case offline
        /// The folder of the cache is not safe to use.
        case unsafeCache
        /// A base folder lacks something.
        case baseFolder
    }

    package let code: Code
    /// What happened, to what.
    package let message: String
    /// What to do about it.
    package let hint: String?
    /// Where in a recipe that is asked for which failed: `recipes/x.toml:12:5`.
    package private(set) var place: String?

    package init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The same with the place in the recipe.
    func placed(at place: String?) -> ArtifactFailure {
        var placed = self
        placed.place = place
        return placed
    }

    package var category: FailureCategory {
        switch code {
        case .invalidSource, .checksums, .signingKey, .member, .image, .lock, .weaker: .invalidData
        case .unreachable, .notFound, .refused, .offline: .unavailable
        case .tooLarge, .mismatch, .signature: .mismatch
        case .unsafeCache: .cannotCreate
        case .baseFolder: .missingInput
        }
    }

    package var description: String {
        (place.map { "\($0): " } ?? "") + message + (hint.map { "; \($0)" } ?? "")
    }
}
