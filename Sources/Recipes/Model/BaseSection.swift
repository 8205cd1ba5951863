/// `[base]`: which operating system, and where its parts come from if not from where its distribution publishes them.
package struct BaseSection: Sendable, Equatable {
    package var os: Located<String>
    package var version: Located<String>?
    /// `[base.kernel]`
    package var kernel: ArtifactSection?
    /// `[base.initrd]`
    package var initrd: ArtifactSection?
    /// `[base.root]`: an archive of the root tree (tar, tar.gz).
    package var root: ArtifactSection?
    /// `[base.busybox]`: a busybox without libraries, for stage one.
    package var busybox: ArtifactSection?

    package init(os: Located<String>, version: Located<String>? = nil) {
        self.os = os
        self.version = version
    }
}
