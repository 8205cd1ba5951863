import Initramfs

/// One cpio archive of ours within the initrd.
package struct PlannedSegment: Sendable, Equatable {
    /// A short name: `root`, `stage-one`, `overlay-common`, `configuration`, `seal`.
    package var name: String
    package var compression: Compression
    /// The codec's level; nil: the codec's default.
    package var level: Int?
    package var placement: PlannedPlacement
    /// In the order of the recipe; a later item of the same path replaces an earlier one.
    package var items: [PlannedItem]

    package init(
        name: String, compression: Compression, level: Int? = nil, placement: PlannedPlacement,
        items: [PlannedItem]
    ) {
        self.name = name
        self.compression = compression
        self.level = level
        self.placement = placement
        self.items = items
    }
}
