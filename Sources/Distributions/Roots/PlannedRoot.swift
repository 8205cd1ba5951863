import Initramfs
import Recipes

/// The root of an image with everything said that its recipe left open.
package struct PlannedRoot: Sendable, Equatable {
    package var type: RootType
    package var format: RootFormat
    /// True where the system's own initramfs mounts it, not stage one.
    package var isNative: Bool
    /// nil: who answers DHCP.
    package var server: String?
    package var port: Int?
    /// The name of an NBD export, or the path of an NFS export.
    package var export: String?
    package var target: String?
    package var initiator: String?
    package var lun: Int?
    /// Where the image of an http root is; nil where only `kimage run` says it.
    package var url: String?
    package var version: String?
    package var options: String?
    /// What tmpfs takes: a share or a size.
    package var size: String?
    /// digest, verity or off.
    package var verify: String
    package var stores: [String]
    package var persist: [PersistItem]
    package var isDebug: Bool
    /// Drivers of network cards; nil: all of the base's kernel.
    package var drivers: [String]?
    /// True where the recipe's command line asks for a VLAN, so that the initrd must hold its module.
    package var hasVLAN: Bool
    /// Why the root lies there, where the recipe does not say: one clause.
    package var reason: String?
    /// How the segment of drivers is packed.
    package var compression: Compression
    package var level: Int?
    /// Where the recipe asks for it; nil where it does not.
    package var position: SourcePosition?

    package init(type: RootType, format: RootFormat) {
        self.type = type
        self.format = format
        isNative = false
        verify = "off"
        stores = []
        persist = []
        isDebug = false
        hasVLAN = false
        compression = .none
    }

    /// The format of what is made from the base's root tree; nil where the archive is taken as it is.
    package var madeFormat: RootFormat? {
        if isNative { return nil }
        switch format {
        case .archive: return nil
        case .cpio, .squashfs, .erofs, .ext4: return format
        // The server unpacks it: only there can owners and capabilities be set.
        case .tree: return .squashfs
        }
    }

    /// The name below `out/NAME/` of what a server hands out; nil where nothing is.
    package var servedName: String? {
        switch type {
        case .ram: nil
        case .nfs, .nbd, .iscsi, .http: madeFormat.map { "rootfs.\($0.rawValue)" }
        }
    }

    /// True where stage one must bring up the network.
    package var needsNetwork: Bool {
        type != .ram || persist.contains { if case .nfs = $0.place { true } else { false } }
    }

    /// True where `/` is an overlay, so that nothing that makes overlays itself can lie on it.
    package var isOverlay: Bool { type != .ram || format.isImage }

    /// True where the kernel of the node holds every block of the image against a hash tree when it reads it.
    package var hasVerity: Bool { verify == "verity" && format.isImage }

    /// True where nothing differs from what stage one does without being told.
    package var isPlain: Bool {
        type == .ram && format == .archive && persist.isEmpty && stores.isEmpty && !isDebug && size == nil
    }
}
