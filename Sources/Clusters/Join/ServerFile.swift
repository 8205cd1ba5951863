/// A file for the machine that sets the cluster up or serves it, below `servers/` of an image's folder.
package struct ServerFile: Sendable, Equatable {
    /// Relative, such as `rke/cluster.yml`.
    package var path: String
    package var text: String
    /// 0600 where it holds a secret.
    package var mode: UInt32

    package init(_ path: String, _ text: String, mode: UInt32 = 0o644) {
        self.path = path
        self.text = text
        self.mode = mode
    }
}
