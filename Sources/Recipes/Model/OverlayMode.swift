/// The mode of one path of an overlay.
package struct OverlayMode: Sendable, Equatable {
    package var path: String
    package var mode: UInt32

    package init(path: String, mode: UInt32) {
        self.path = path
        self.mode = mode
    }
}
