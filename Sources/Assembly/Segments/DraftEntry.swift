internal import Initramfs
internal import Machine
internal import Recipes

/// One entry of a segment before it is written: everything but the bytes of its file.
struct DraftEntry: Sendable {
    enum Contents: Sendable {
        case none
        case bytes([UInt8], SHA256Digest)
        case file(SourceFile, SHA256Digest)
    }

    /// The path within the initramfs.
    var name: EntryName
    var metadata: EntryMetadata
    var contents: Contents
    /// The value of `security.capability` that the file shall have.
    var capability: [UInt8]?
    /// Entries of one number are names of one file.
    var linkGroup: Int?
    /// True where the recipe says what this directory's mode and owner are; others take over what is there.
    var isExplicit = true
    /// Where the recipe asks for it.
    var origin: SourcePosition?

    /// The digest of its contents; nil where it has none.
    var digest: SHA256Digest? {
        switch contents {
        case .none: nil
        case .bytes(_, let digest), .file(_, let digest): digest
        }
    }

    /// Bytes of contents.
    var size: UInt64 {
        switch contents {
        case .none: 0
        case .bytes(let bytes, _): UInt64(bytes.count)
        case .file(let file, _): file.size
        }
    }
}
