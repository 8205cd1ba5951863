package import Machine

/// One file of an image as it is published.
package struct PublishedFile: Sendable, Equatable {
    /// The path below the image's folder.
    package let path: String
    package let size: UInt64
    package let digest: SHA256Digest

    package init(path: String, size: UInt64, digest: SHA256Digest) {
        self.path = path
        self.size = size
        self.digest = digest
    }
}
