/// `[[directory]]`: one folder of the image.
package struct DirectoryItem: Sendable, Equatable {
    package var path: Located<String>
    package var mode: UInt32
    package var owner: Owner

    package init(path: Located<String>, mode: UInt32 = 0o755, owner: Owner = .root) {
        self.path = path
        self.mode = mode
        self.owner = owner
    }
}
