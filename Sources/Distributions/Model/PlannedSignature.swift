/// Who must have signed a part of a base.
package struct PlannedSignature: Sendable, Equatable {
    /// The publisher's public keys.
    package enum Keys: Sendable, Equatable {
        /// A file, as the machine finds it.
        case file(String)
        /// Those that come with kimage: what they are called, and the contents of such a file.
        case bytes([UInt8], name: String)
        /// An address, for a certificate whose digest is pinned.
        case url(String)
    }

    /// What is signed.
    package enum Covered: Sendable, Equatable {
        /// The file as it is downloaded.
        case source
        /// The publisher's list of checksums.
        case checksums
    }

    /// The address of the detached signature.
    package var url: String
    /// Fingerprints of primary keys, 40 hexadecimal digits in capitals; one of them is enough.
    package var fingerprints: [String]
    package var keys: Keys
    /// Whether a signature holds whose key has expired since: a publisher that is no more has no others.
    package var allowsExpiredKey: Bool
    package var covers: Covered
    /// SHA-256 of X.509 certificates in DER, 64 hexadecimal digits; where there are some, the signature is PKCS #7 and
    /// `fingerprints` is empty.
    package var certificates: [String]

    package init(
        url: String, fingerprints: [String] = [], keys: Keys, allowsExpiredKey: Bool = false,
        covers: Covered = .source, certificates: [String] = []
    ) {
        self.url = url
        self.fingerprints = fingerprints
        self.keys = keys
        self.allowsExpiredKey = allowsExpiredKey
        self.covers = covers
        self.certificates = certificates
    }
}
