import Clusters
import Recipes

/// An image of containers that nodes have before they reach any registry.
package struct PlannedImage: Sendable, Equatable {
    /// Where its archive comes from.
    package enum Source: Sendable, Equatable {
        /// A file of the recipe's own, as the machine finds it.
        case archive(String)
        /// `docker://…`: fetched, and named by the lock.
        case registry(String)
    }

    /// Its name, as the recipe has it.
    package var name: String
    package var source: Source
    /// Where the archive lies on the node.
    package var path: String
    package var loading: ImageLoading
    /// Where the recipe asks for it.
    package var origin: SourcePosition?

    package init(
        name: String, source: Source, path: String, loading: ImageLoading, origin: SourcePosition? = nil
    ) {
        self.name = name
        self.source = source
        self.path = path
        self.loading = loading
        self.origin = origin
    }

    /// What every such role begins with.
    package static let rolePrefix = "image:"

    /// Its name in the lock: `image:docker.io/library/busybox:1.36`.
    package var role: String { Self.rolePrefix + name }
}
