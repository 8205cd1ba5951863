/// `[alpine]`: Alpine's own diskless mode, which installs packages to memory at every boot.
package struct AlpineSection: Sendable, Equatable {
    /// Where the table begins.
    package var position: SourcePosition
    /// Addresses of repositories; without the architecture, as in /etc/apk/repositories.
    package var addresses: [Located<String>] = []
    /// A folder of packages with their APKINDEX.tar.gz, to embed; relative to the recipe. Never beside `addresses`.
    package var folder: Located<String>?
    /// Files of public keys, relative to the recipe.
    package var keys: [Located<String>] = []
    package var packages: [Located<String>] = []
    /// `http://…`, `https://…`, `ftp://…` or `none`; nil: the recipe does not say.
    package var modloop: Located<String>?
    /// The address of the apkovl, with `{MAC}` and `{UUID}`; nil: it is embedded.
    package var apkovl: Located<String>?

    package init(position: SourcePosition) {
        self.position = position
    }

    /// The index of the embedded packages, by the path that the recipe would write.
    package var index: Located<String>? {
        folder.map { Located($0.value + "/APKINDEX.tar.gz", at: $0.position) }
    }
}
