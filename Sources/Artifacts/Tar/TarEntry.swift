/// One entry of a tar, as a layer of an image has it.
struct TarEntry: Equatable {
    /// What the entry is.
    enum Kind: Equatable {
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
    var path: [UInt8]
    var kind: Kind
    /// Twelve bits.
    var permissions: UInt32
    var owner: UInt32
    var group: UInt32
    /// Seconds since 1970.
    var modified: Int64
    /// Bytes of data; 0 for everything but a file.
    var size: Int64 = 0
    /// Where the data starts in the tar.
    var offset: Int64 = 0
    /// Extended attributes by name: `security.capability`, `user.x`.
    var attributes: [[UInt8]: [UInt8]] = [:]
}

/// What is wrong with an image or a tar in it; whoever knows its name makes an `ArtifactFailure` of it.
struct ImageFault: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
