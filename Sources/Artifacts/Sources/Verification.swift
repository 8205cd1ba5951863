/// How the contents of an artifact came to be trusted when they were locked.
package enum Verification: String, Sendable, CaseIterable, Codable {
    /// A signature of the publisher covers them: apt's, for a package of a signed repository.
    case signature
    /// The publisher's checksum list has their digest.
    case publisherChecksums = "publisher-checksums"
    /// The recipe has their digest.
    case recipe
    /// Nobody vouches for them: they are what came the first time.
    case firstUse = "first-use"

    /// The higher, the harder to deceive. A digest that the recipe's author wrote down and one that the
    /// publisher lists count the same: going from one to the other is no loss.
    package var strength: Int {
        switch self {
        case .signature: 3
        case .publisherChecksums, .recipe: 2
        case .firstUse: 1
        }
    }
}
