/// The boot menus of an image.
package struct PlannedMenus: Sendable, Equatable {
    /// ipxe, pxelinux, grub.
    package var formats: [String]
    /// One line that a person reads in a menu.
    package var title: String
    /// Address of the folder that holds `out/`'s contents, with a trailing slash; nil: relative to the menu.
    package var url: String?
    /// Seconds until the default starts; 0 waits for ever.
    package var timeoutSeconds: Int

    package init(formats: [String], title: String, url: String?, timeoutSeconds: Int) {
        self.formats = formats
        self.title = title
        self.url = url
        self.timeoutSeconds = timeoutSeconds
    }
}
