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

    /// The version of NFS that the options name; where they name none, what stage one takes.
    package var nfsVersion: String {
        let named = (options ?? "").split(separator: ",").last {
            $0.hasPrefix("vers=") || $0.hasPrefix("nfsvers=")
        }
        return named.map { String($0.drop { $0 != "=" }.dropFirst()) } ?? "4.1"
    }

    package init(path: Located<String>, place: Place, fileSystem: String? = nil, options: String? = nil) {
        self.path = path
        self.place = place
        self.fileSystem = fileSystem
        self.options = options
    }
}
