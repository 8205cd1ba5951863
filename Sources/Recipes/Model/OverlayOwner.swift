/// The owner of one path of an overlay.
package struct OverlayOwner: Sendable, Equatable {
    package var path: String
    package var owner: Owner

    package init(path: String, owner: Owner) {
        self.path = path
        self.owner = owner
    }
}
