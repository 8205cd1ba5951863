/// `[root]`: where the root of the node lies, and what it may write.
package struct RootSection: Sendable, Equatable {
    /// Where the table begins.
    package var position: SourcePosition
    package var type: Located<RootType>
    /// nil: what the system takes for that type.
    package var format: Located<RootFormat>?
    /// A name or an address; nil: the server that answers DHCP.
    package var server: Located<String>?
    package var port: Located<Int>?
    /// The name of an NBD export, or the path of an NFS export; nil: named after the image.
    package var export: Located<String>?
    /// The qualified name of an iSCSI target; nil: named after the image.
    package var target: Located<String>?
    /// The node's own name for iSCSI; nil: one name for all nodes.
    package var initiator: Located<String>?
    package var lun: Located<Int>?
    /// Where the image is fetched from; nil: beside the initrd, by `boot.url`.
    package var url: Located<String>?
    /// The version of NFS: 3, 4.0, 4.1, 4.2.
    package var version: Located<String>?
    /// Further options of the mount, as mount(8) takes them.
    package var options: Located<String>?
    /// RAM for the writable layer: a share (`75%`) or a size (`512m`), as tmpfs takes it.
    package var size: Located<String>?
    /// digest, verity or off.
    package var verify: Located<String>?
    /// Folders that get a tmpfs of their own; nil: those of the container runtimes.
    package var stores: [Located<String>]?
    /// Drivers of network cards, by the names of their modules; nil: all that the kernel has.
    package var drivers: [Located<String>]?
    package var persist: [PersistItem] = []
    /// A shell on the console where something fails.
    package var isDebug = false

    package init(position: SourcePosition, type: Located<RootType>) {
        self.position = position
        self.type = type
    }
}
