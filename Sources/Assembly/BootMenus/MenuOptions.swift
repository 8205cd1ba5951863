/// What the menus of one build have in common.
package struct MenuOptions: Sendable, Equatable {
    /// The folder that holds the images' folders (`out/`); nil: the images are fetched from where the menu was.
    package let address: MenuAddress?
    /// Seconds until the default starts; 0 waits for ever.
    package let timeoutSeconds: Int
    /// The name of the image that starts by itself; nil: the first.
    package let defaultEntry: String?
    /// Tells the kernel which network card the loader used (`BOOTIF=01-aa-bb-…`), as PXELINUX does on demand.
    package let passesBootInterface: Bool

    /// PXELINUX counts tenths of a second up to 35,996 (doc/syslinux.txt, TIMEOUT).
    package static let timeoutLimit = 3599

    /// - Parameter url: the address as the recipe has it.
    /// - Throws: `MenuFault.address`, `.timeout`.
    package init(
        url: String? = nil, timeoutSeconds: Int = 5, defaultEntry: String? = nil,
        passesBootInterface: Bool = true
    ) throws(MenuFault) {
        if let url { address = try MenuAddress(url) } else { address = nil }
        guard (0...Self.timeoutLimit).contains(timeoutSeconds) else {
            throw .timeout(timeoutSeconds, limit: Self.timeoutLimit)
        }
        self.timeoutSeconds = timeoutSeconds
        self.defaultEntry = defaultEntry
        self.passesBootInterface = passesBootInterface
    }
}
