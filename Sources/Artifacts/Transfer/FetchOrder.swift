package import Machine

/// What is to be fetched, and what is known of it beforehand.
package struct FetchOrder: Sendable, Hashable {
    /// The source, as `ArtifactRequest.source` has it, with name and password if it has any.
    package var source: String
    /// The digests that the contents must have.
    package var sha256: SHA256Digest?
    package var sha512: SHA512Digest?
    /// The number of bytes that the contents must have.
    package var size: Int64?
    /// The most bytes that are accepted where `size` is not known.
    package var sizeLimit: Int64
    /// What an image of containers must be for: `x86_64` or `aarch64`.
    package var architecture: String

    /// 16 GiB: an order of magnitude above the largest images of the distributions.
    package static let defaultSizeLimit: Int64 = 16 << 30

    package init(
        source: String, sha256: SHA256Digest? = nil, sha512: SHA512Digest? = nil, size: Int64? = nil,
        sizeLimit: Int64 = FetchOrder.defaultSizeLimit, architecture: String = "x86_64"
    ) {
        self.source = source
        self.sha256 = sha256
        self.sha512 = sha512
        self.size = size
        self.sizeLimit = sizeLimit
        self.architecture = architecture
    }

    /// Whether the contents will be compared with a digest.
    var hasDigest: Bool { sha256 != nil || sha512 != nil }

    /// Throws as soon as more bytes have come than may.
    func checkGrowth(_ count: Int64, of name: String) throws {
        let most = size ?? sizeLimit
        guard count > most else { return }
        let why = size == nil ? "the most that is accepted" : "what was promised"
        throw ArtifactFailure(.tooLarge, "\(name) has more than \(most) bytes, \(why)")
    }

    /// Compares what came with what was promised.
    ///
    /// - Throws: `ArtifactFailure`, code `mismatch`, with both digests or sizes.
    func check(_ contents: ContentHasher, of name: String, setAside place: String? = nil) throws {
        let hint = place.map { "what came is kept in \(Printable.text($0))" }
        func refuse(_ what: String, _ promised: String, _ found: String) -> ArtifactFailure {
            ArtifactFailure(
                .mismatch, "\(name) is not what was promised: \(what) \(promised) expected, \(found) found",
                hint: hint)
        }
        if let sha256, contents.digest != sha256 { throw refuse("sha256", sha256.hex, contents.digest.hex) }
        if let sha512, let found = contents.digest512, found != sha512 {
            throw refuse("sha512", sha512.hex, found.hex)
        }
        if let size, contents.count != size { throw refuse("size", "\(size)", "\(contents.count)") }
    }
}
