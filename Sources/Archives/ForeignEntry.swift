/// One entry of a tar, zip, ar, iso or cpio archive as the archive has it: nothing in it is trusted or
/// resolved.
package struct ForeignEntry: Equatable, Sendable {
    /// What the entry is.
    package enum Kind: Equatable, Sendable {
        case file
        case directory
        /// The target's bytes as written.
        case symlink([UInt8])
        /// Another name of an entry before it, by that entry's path.
        case hardLink([UInt8])
        case character(major: UInt32, minor: UInt32)
        case block(major: UInt32, minor: UInt32)
        case fifo
        case socket
    }

    /// The path's bytes as written; it may begin with `/` or `./` and may hold `..`.
    package let path: [UInt8]
    package let kind: Kind
    /// Bytes of data; nil where the format does not say before they are read (a streamed zip).
    package let size: UInt64?
    /// Permission, set-id and sticky bits: 0 to 0o7777.
    package let permissions: UInt32
    package let uid: Int64
    package let gid: Int64
    /// Seconds since 1970, negative before; 0 where the format has none.
    package let modified: Int64
    /// The value of the extended attribute `security.capability`; nil where the archive has none for the entry. Of tar
    /// that is the pax record SCHILY.xattr.security.capability (star, GNU tar) or LIBARCHIVE.xattr.security.capability.
    package let capability: [UInt8]?

    package init(
        path: [UInt8], kind: Kind, size: UInt64?, permissions: UInt32, uid: Int64, gid: Int64,
        modified: Int64,
        capability: [UInt8]? = nil
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.uid = uid
        self.gid = gid
        self.modified = modified
        self.capability = capability
    }

    /// The path without leading `/` and `./`, doubled and trailing slashes: what a user would type.
    package var plainPath: [UInt8] { Self.plain(path) }

    /// Normalises a path for comparison; `..` stays as it is.
    package static func plain(_ path: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for part in Array(path).split(separator: UInt8(ascii: "/")) where part != [UInt8(ascii: ".")] {
            if !result.isEmpty { result.append(UInt8(ascii: "/")) }
            result.append(contentsOf: part)
        }
        return result
    }
}
