/// `[[overlay]]`: a folder laid over the base.
package struct Overlay: Sendable, Equatable {
    package var source: Located<String>
    /// Where its contents go; `/` unless said.
    package var target: Located<String>
    package var owner: Owner
    /// Permission bits by path below the overlay (`"etc/secret" = "0600"`); others are 0755 for folders and
    /// executables, 0644 for the rest, whatever the umask of the machine that checked the folder out.
    package var modes: [Located<OverlayMode>]
    /// Owners by path below the overlay.
    package var owners: [Located<OverlayOwner>]
    /// File capabilities by path below the overlay; other files keep those that they have on disk.
    package var capabilities: [Located<OverlayCapability>] = []

    package init(
        source: Located<String>, target: Located<String>, owner: Owner = .root,
        modes: [Located<OverlayMode>] = [], owners: [Located<OverlayOwner>] = []
    ) {
        self.source = source
        self.target = target
        self.owner = owner
        self.modes = modes
        self.owners = owners
    }
}
