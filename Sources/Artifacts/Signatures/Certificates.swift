internal import Encodings
internal import Machine

/// The X.509 certificates of a file in PEM (RFC 7468), each with the digest of its bytes: what `openssl x509 -fingerprint
/// -sha256` prints.
struct Certificates {
    struct Certificate {
        /// In DER.
        let bytes: [UInt8]
        let digest: SHA256Digest

        /// PEM again, of this one alone.
        var pem: String {
            let digits = Array(Base64.encode(bytes).utf8)
            let lines = stride(from: 0, to: digits.count, by: 64).map {
                String(decoding: digits[$0..<min(digits.count, $0 + 64)], as: UTF8.self)
            }
            return "-----BEGIN CERTIFICATE-----\n" + lines.map { $0 + "\n" }.joined()
                + "-----END CERTIFICATE-----\n"
        }
    }

    /// The largest file that is read; a certificate has two KiB.
    static let sizeLimit = 256 << 10

    let list: [Certificate]

    /// - Parameter name: of the file, for messages.
    /// - Throws: `ArtifactFailure`, code `signingKey`.
    init(_ contents: [UInt8], name: String) throws {
        let shown = Printable.text(name)
        guard contents.count <= Self.sizeLimit else {
            throw ArtifactFailure(.signingKey, "\(shown) is no certificate: it has \(contents.count) bytes")
        }
        let text = String(decoding: contents, as: UTF8.self)
        guard !text.contains("PRIVATE KEY-----") else {
            throw ArtifactFailure(
                .signingKey, "\(shown) holds a private key", hint: "name a file with the certificate alone")
        }
        var list: [Certificate] = []
        var rest = text[...]
        while let begin = rest.firstRange(of: "-----BEGIN CERTIFICATE-----") {
            rest = rest[begin.upperBound...]
            guard let end = rest.firstRange(of: "-----END CERTIFICATE-----"),
                let bytes = Base64.decode(rest[..<end.lowerBound].utf8, ignoring: .whitespace), !bytes.isEmpty
            else { throw ArtifactFailure(.signingKey, "a certificate in \(shown) is damaged or cut off") }
            list.append(Certificate(bytes: bytes, digest: ContentHasher.digest(bytes)))
            rest = rest[end.upperBound...]
        }
        guard !list.isEmpty else {
            throw ArtifactFailure(
                .signingKey, "\(shown) holds no certificate in PEM",
                hint: "openssl x509 -inform DER makes one of DER")
        }
        self.list = list
    }

    /// Those that are pinned.
    func pinned(_ digests: [SHA256Digest]) -> [Certificate] { list.filter { digests.contains($0.digest) } }
}
