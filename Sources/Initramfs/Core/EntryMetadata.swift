/// What an archive says of an entry besides its name and contents.
package struct EntryMetadata: Equatable, Hashable, Sendable {
    package var kind: EntryKind
    /// Permission, set-id and sticky bits: 0 to 0o7777.
    package var permissions: UInt32
    package var uid: UInt32
    package var gid: UInt32
    /// Seconds since 1970, unsigned: the kernel keeps them to 2106.
    package var modified: UInt32

    package init(
        kind: EntryKind, permissions: UInt32, uid: UInt32 = 0, gid: UInt32 = 0, modified: UInt32 = 0
    ) {
        self.kind = kind
        self.permissions = permissions & 0o7777
        self.uid = uid
        self.gid = gid
        self.modified = modified
    }

    /// st_mode: type and permission bits.
    package var mode: UInt32 { kind.typeBits | permissions }
}
