/// `[boot]`: menus.
package struct BootSection: Sendable, Equatable {
    /// The address of the folder that holds `out/`; nil: relative to the menu.
    package var url: Located<String>?
    /// Names of menu formats: ipxe, pxelinux, grub.
    package var menus: [Located<String>]?
    /// Seconds until the default starts; 0 waits for ever.
    package var timeoutSeconds: Int = 5

    package init() {}
}
