/// One entry of a tar, as a layer of an image has it.
package struct TarEntry: Equatable {
    /// What the entry is.
    package enum Kind: Equatable {
        case file
        case directory
        /// The target's bytes as written.
        case symlink([UInt8])
        /// The path of an entry before it.
        case hardLink([UInt8])
        case character(major: UInt32, minor: UInt32)
        case block(major: UInt32, minor: UInt32)
        case fifo
    }

    /// Bytes, as written.
    package var path: [UInt8]
    package var kind: Kind
    /// Twelve bits.
    package var permissions: UInt32
    package var owner: UInt32
    package var group: UInt32
    /// Seconds since 1970.
    package var modified: Int64
    /// Bytes of data; 0 for everything but a file.
    package var size: Int64 = 0
    /// Where the data starts in the tar.
    package var offset: Int64 = 0
    /// Extended attributes by name: `security.capability`, `user.x`.
    package var attributes: [[UInt8]: [UInt8]] = [:]

    package init(
        path: [UInt8], kind: Kind, permissions: UInt32, owner: UInt32, group: UInt32, modified: Int64,
        size: Int64 = 0, attributes: [[UInt8]: [UInt8]] = [:]
    ) {
        self.path = path
        self.kind = kind
        self.permissions = permissions
        self.owner = owner
        self.group = group
        self.modified = modified
        self.size = size
        self.attributes = attributes
    }
}

/// What is wrong with an image or a tar in it; whoever knows its name makes an `ArtifactFailure` of it.
struct ImageFault: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
