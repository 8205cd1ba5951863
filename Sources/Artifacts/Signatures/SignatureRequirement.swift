package import Machine

/// A signature that an artifact must have: where it is, who may have made it, and the publisher's public key.
package struct SignatureRequirement: Sendable, Equatable, Codable {
    /// What is signed, and where the signature is.
    package enum Form: Sendable, Equatable, Codable {
        /// A detached signature of the source as it is downloaded, at this address: `.sig`, `.asc`. Its name
        /// need not be the source's: Flatcar signs its PXE kernel as `flatcar_production_image.vmlinuz.sig`.
        case source(String)
        /// A detached signature of the checksum list, at this address: `…-SHA512SUMS.sig`.
        case checksums(String)
        /// The checksum list holds its signature: `.DIGESTS.asc`. Only what is within the signed part counts.
        case clearsigned
    }

    package var form: Form
    /// The primary keys that may have signed, themselves or by a subkey of theirs.
    package var signers: [OpenPGPFingerprint]
    /// The contents of the file with the publisher's public keys, armored or binary: what the recipe names or
    /// what comes with kimage. Keys are never asked of a server. Keys of others in it are worth nothing.
    package var keys: [UInt8]
    /// What the file with the keys is called, for messages.
    package var keysName: String
    /// Whether a signature holds that was made before its key expired. A publisher's old releases have no
    /// others; but whoever has got hold of such a key can make signatures with an old date.
    package var allowsExpiredKey: Bool
    /// How the lock names the signature where that differs from where it is found, as
    /// `ArtifactRequest.recordedSource`.
    package var recordedSource: String?
    /// Digests of X.509 certificates in DER. Where there are some, the signature is one of PKCS #7 by one of them or by one
    /// that comes from it, `keys` is PEM, and `signers` does not count.
    package var certificates: [SHA256Digest]
    /// Where `keys` is fetched from, which may lie beside what it signs: a pinned certificate cannot be another one.
    package var keysSource: String?

    package init(
        form: Form, signers: [OpenPGPFingerprint], keys: [UInt8], keysName: String,
        allowsExpiredKey: Bool = false, recordedSource: String? = nil, certificates: [SHA256Digest] = [],
        keysSource: String? = nil
    ) {
        self.form = form
        self.signers = signers
        self.keys = keys
        self.keysName = keysName
        self.allowsExpiredKey = allowsExpiredKey
        self.recordedSource = recordedSource
        self.certificates = certificates
        self.keysSource = keysSource
    }

    package var isByCertificate: Bool { !certificates.isEmpty }
}
