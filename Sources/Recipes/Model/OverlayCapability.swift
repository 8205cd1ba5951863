/// The file capabilities of one path of an overlay.
package struct OverlayCapability: Sendable, Equatable {
    package var path: String
    /// In the words of setcap, see `CapabilityText`.
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
