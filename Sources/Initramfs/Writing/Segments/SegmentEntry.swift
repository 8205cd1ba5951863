/// One entry that goes into a segment.
package struct SegmentEntry: Sendable {
    /// What comes with the name besides the metadata.
    package enum Payload: Sendable {
        /// Nothing: everything but a regular file.
        case none
        /// A regular file's bytes.
        case contents(any EntryContents)
        /// The name is a further one of the regular file of that name in the same segment, whose metadata
        /// count.
        case hardLink(EntryName)
    }

    package let name: EntryName
    package let metadata: EntryMetadata
    package let payload: Payload

    /// Any combination; `SegmentBuilder` refuses those that make no sense.
    package init(_ name: EntryName, _ metadata: EntryMetadata, _ payload: Payload = .none) {
        self.name = name
        self.metadata = metadata
        self.payload = payload
    }

    /// A regular file, owned by root and of 1970 unless said otherwise.
    package static func file(
        _ name: EntryName, permissions: UInt32 = 0o644, uid: UInt32 = 0, gid: UInt32 = 0,
        modified: UInt32 = 0,
        contents: any EntryContents
    ) -> SegmentEntry {
        let metadata = EntryMetadata(
            kind: .regular, permissions: permissions, uid: uid, gid: gid, modified: modified)
        return SegmentEntry(name, metadata, .contents(contents))
    }

    /// A directory.
    package static func directory(
        _ name: EntryName, permissions: UInt32 = 0o755, uid: UInt32 = 0, gid: UInt32 = 0, modified: UInt32 = 0
    ) -> SegmentEntry {
        SegmentEntry(
            name,
            EntryMetadata(kind: .directory, permissions: permissions, uid: uid, gid: gid, modified: modified))
    }

    /// A symbolic link; its permissions are those that Linux shows for every link.
    package static func symlink(
        _ name: EntryName, target: [UInt8], uid: UInt32 = 0, gid: UInt32 = 0, modified: UInt32 = 0
    ) -> SegmentEntry {
        SegmentEntry(
            name,
            EntryMetadata(kind: .symlink(target), permissions: 0o777, uid: uid, gid: gid, modified: modified))
    }

    /// A further name of a regular file of the same segment.
    package static func hardLink(_ name: EntryName, to target: EntryName) -> SegmentEntry {
        SegmentEntry(name, EntryMetadata(kind: .regular, permissions: 0), .hardLink(target))
    }
}
