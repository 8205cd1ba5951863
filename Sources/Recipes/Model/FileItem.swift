/// `[[file]]`: one regular file.
package struct FileItem: Sendable, Equatable {
    /// Where its bytes come from.
    package enum Source: Sendable, Equatable {
        case contents(String)
        /// A path relative to the recipe.
        case file(Located<String>)
    }

    package var path: Located<String>
    package var source: Source
    package var mode: UInt32
    package var owner: Owner
    /// File capabilities in the words of setcap; nil: none.
    package var capabilities: Located<String>?

    package init(path: Located<String>, source: Source, mode: UInt32 = 0o644, owner: Owner = .root) {
        self.path = path
        self.source = source
        self.mode = mode
        self.owner = owner
    }
}
