/// A container image that is put into the boot image.
package struct PreloadItem: Sendable, Equatable {
    /// Its name as it is pulled by: `docker.io/library/busybox:1.36`.
    package var image: Located<String>
    /// An archive of it, relative to the recipe; nil where it is yet to be fetched.
    package var archive: Located<String>?

    package init(image: Located<String>, archive: Located<String>? = nil) {
        self.image = image
        self.archive = archive
    }
}
