/// What a live root image was found to hold, as far as the command line must agree with it.
package struct LiveImage: Sendable, Equatable {
    /// How the root lies in the image.
    package enum Form: Sendable, Equatable {
        /// The squashfs is the root.
        case squashfs
        /// The root is a file system image within the squashfs, at this path.
        case nested(String)
        /// The image is itself a file system of the ext family.
        case fileSystem
    }

    /// One deployment of ostree: what `ostree=` may name.
    package struct Deployment: Sendable, Equatable {
        /// Absolute: `/ostree/boot.0/NAME/CHECKSUM/0`.
        package var path: String
        /// Whether the folder is there that its link leads to.
        package var isWhole: Bool

        package init(path: String, isWhole: Bool) {
            self.path = path
            self.isWhole = isWhole
        }
    }

    package var form: Form
    /// Whether the root holds `/ostree`.
    package var hasOstree: Bool
    /// In bytewise order of their paths. `boot.0` is a link to `boot.0.0` or `boot.0.1`; a deployment stands here by the
    /// first name, which is what ostree writes into its boot loader entries.
    package var deployments: [Deployment]
    /// Other names of the same deployments, by `boot.0.1` and its like, to the name above.
    package var aliases: [String: String]
    /// Why the root could not be looked into; nil where it was.
    package var unread: String?

    package init(
        form: Form, hasOstree: Bool = false, deployments: [Deployment] = [], aliases: [String: String] = [:],
        unread: String? = nil
    ) {
        self.form = form
        self.hasOstree = hasOstree
        self.deployments = deployments
        self.aliases = aliases
        self.unread = unread
    }
}
