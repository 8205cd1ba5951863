internal import Glibc
package import Machine

/// One stretch of `initrd.img`: the base's own initrd, or one segment of ours.
package struct InitrdPart: Sendable, Equatable {
    /// The file that holds the bytes.
    package let path: String
    package let size: UInt64
    package let digest: SHA256Digest
    /// Zero bytes before it.
    package let padding: UInt64

    package init(path: String, size: UInt64, digest: SHA256Digest, padding: UInt64) {
        self.path = path
        self.size = size
        self.digest = digest
        self.padding = padding
    }

    /// Zero bytes at the end of the file, where nothing follows.
    static func zeros(_ count: UInt64) -> InitrdPart {
        InitrdPart(path: "", size: 0, digest: ContentHasher.digest([]), padding: count)
    }

    /// True where there is a file to read.
    var hasContents: Bool { size > 0 }

    /// Opens the file.
    ///
    /// - Throws: `MachineFailure`; category `mismatch` where it is not of the size that it had.
    func open() throws -> Descriptor {
        let descriptor = try Descriptor(open: path, options: .nonBlocking)
        let status = try descriptor.requireRegularFile()
        guard UInt64(exactly: status.size) == size else { throw mismatch() }
        return descriptor
    }

    func mismatch() -> MachineFailure {
        MachineFailure(
            "use", path: path, reason: "its contents are not those with SHA-256 \(digest.hex)",
            category: .mismatch,
            hint: "the file was changed after it was verified; remove it, so that it is fetched or made again"
        )
    }
}
