// The only file that knows the cryptography library.
internal import Crypto

/// SHA-256 of bytes as they pass by, and SHA-512 beside it where a publisher lists nothing else.
package struct ContentHasher {
    private var sha256 = SHA256()
    private var sha512: SHA512?
    /// How many bytes were hashed.
    package private(set) var count: Int64 = 0

    /// - Parameter withSHA512: whether SHA-512 is computed as well.
    package init(withSHA512: Bool = false) {
        sha512 = withSHA512 ? SHA512() : nil
    }

    /// Hashes `bytes` after all earlier ones.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sha256.update(bufferPointer: bytes)
        sha512?.update(bufferPointer: bytes)
        count += Int64(bytes.count)
    }

    /// Hashes `bytes` after all earlier ones.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all bytes so far; more may follow.
    package var digest: SHA256Digest {
        sha256.finalize().withUnsafeBytes { SHA256Digest(firstBytesOf: $0) }
    }

    /// The SHA-512 digest of all bytes so far; nil unless it was asked for.
    package var digest512: SHA512Digest? {
        sha512.flatMap { $0.finalize().withUnsafeBytes { SHA512Digest(bytes: $0) } }
    }

    /// The digest of bytes in memory.
    package static func digest(_ bytes: [UInt8]) -> SHA256Digest {
        var hasher = ContentHasher()
        hasher.update(bytes)
        return hasher.digest
    }
}
