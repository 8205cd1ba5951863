/// A file that a cluster or a registry needs on the node.
package struct NodeFile: Sendable, Equatable {
    /// Absolute.
    package var path: String
    package var contents: [UInt8]
    /// Permission bits; the owner is root.
    package var mode: UInt32

    package init(_ path: String, _ contents: String, mode: UInt32 = 0o644) {
        self.init(path, bytes: Array(contents.utf8), mode: mode)
    }

    package init(_ path: String, bytes: [UInt8], mode: UInt32 = 0o644) {
        self.path = path
        self.contents = bytes
        self.mode = mode
    }
}
