/// A folder of the node that outlives its reboots.
package struct PersistItem: Sendable, Equatable {
    package enum Place: Sendable, Equatable {
        /// `server:/path`, as mount(8) takes it.
        case nfs(String)
        /// A file system of a local disk, by its label.
        case label(String)
    }

    /// Absolute, in the running system.
    package var path: Located<String>
    package var place: Place
    /// The type of the local file system; nil: as the kernel finds.
    package var fileSystem: String?
    /// Options of the mount; nil: none.
    package var options: String?

    package init(path: Located<String>, place: Place, fileSystem: String? = nil, options: String? = nil) {
        self.path = path
        self.place = place
        self.fileSystem = fileSystem
        self.options = options
    }
}
