import Recipes

/// What a planned item is.
package enum PlannedContent: Sendable, Equatable {
    /// A folder copied as it stands: `source` is its path as the machine finds it.
    case overlay(source: String, owner: Owner, modes: [OverlayMode], owners: [OverlayOwner])
    case file(PlannedBytes, mode: UInt32, owner: Owner)
    case directory(mode: UInt32, owner: Owner)
    case symlink(target: String)
    case device(DeviceItem.Kind, major: UInt32, minor: UInt32, mode: UInt32, owner: Owner)
}
