import Initramfs

/// A file or directory and what it weighs.
package struct SizedPath: Equatable, Sendable, Codable {
    /// The path with a leading slash, escaped: safe to print.
    package var path: String
    /// Bytes of the file, or of all files below the directory.
    package var bytes: UInt64

    package init(path: String, bytes: UInt64) {
        self.path = path
        self.bytes = bytes
    }

    init(_ name: EntryName, _ bytes: UInt64) {
        self.init(path: name.description, bytes: bytes)
    }
}
