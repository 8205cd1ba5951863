import Initramfs

/// An archive of the initrd that only some kinds of root need: the root itself, or drivers and programs that mount it.
package struct RootPart: Equatable, Sendable {
    /// Bytes in the initrd.
    package var bytes: UInt64
    /// What it unpacks to.
    package var tree: TreeStatistics
    /// KiB that its decompressor takes (`StreamHeader.windowKiB`); 0 for a plain one.
    package var windowKiB: Double
    /// False where it was read, true where it is what such a part usually is.
    package var isEstimated: Bool

    package init(bytes: UInt64, tree: TreeStatistics, windowKiB: Double = 0, isEstimated: Bool) {
        self.bytes = bytes
        self.tree = tree
        self.windowKiB = windowKiB
        self.isEstimated = isEstimated
    }

    /// One plain file: an archive or an image of the root.
    static func file(_ size: RootSize) -> RootPart {
        // A newc header of 110 bytes, the name, and an entry TRAILER!!! of 124.
        let header: UInt64 = 256
        let (bytes, overflow) = size.bytes.addingReportingOverflow(header)
        return RootPart(
            bytes: overflow ? .max : bytes, tree: .file(bytes: size.bytes), isEstimated: size.isEstimated)
    }

    /// Drivers and programs as a root at this place needs them, packed with zstd: as Debian 12's cloud kernel has them (5.8
    /// MiB of network drivers with what they need); nbd-client, iscsistart and dmsetup with their libraries.
    static func usualDrivers(_ choice: RootChoice) -> RootPart? {
        let network: UInt64 = 5_900
        switch (choice.place, choice.isReadThroughCache) {
        // Modules loop, squashfs or erofs, overlay.
        case (.ram, true): return usual(kib: 640, files: 4)
        case (.ram, false): return nil
        case (.http, _): return usual(kib: network + 640, files: 70)
        // nbd, the file system's and device-mapper's modules; the SCSI layer.
        case (.nbd, _): return usual(kib: network + 900 + nbdPrograms, files: 90)
        case (.iscsi, _): return usual(kib: network + 2_100 + iscsiPrograms, files: 90)
        // nfsv4, nfs, sunrpc and what they need, overlay; busybox mounts it.
        case (.nfs, _): return usual(kib: network + 5_800, files: 75)
        }
    }

    /// nbd-client with GnuTLS and eight further libraries; iscsistart with libcrypto and three more; each with dmsetup.
    private static let nbdPrograms: UInt64 = 7_600 + 1_500
    private static let iscsiPrograms: UInt64 = 7_400 + 1_500

    private static func usual(kib: UInt64, files: Int) -> RootPart {
        var tree = TreeStatistics()
        tree.regularFiles = files
        tree.directories = files / 3
        tree.bytes = kib * 1024
        tree.pages = kib / 4 + UInt64(files / 2)
        tree.indexNodes = UInt64(files)
        tree.nameLengths = [12: files + tree.directories]
        tree.directoryPathBytes = UInt64(40 * tree.directories)
        return RootPart(bytes: kib * 1024 * 3 / 10, tree: tree, windowKiB: 2592, isEstimated: true)
    }

    /// Bytes of the programs that live on beside the system, with a busybox of their own: they make a lost connection
    /// again, or keep the address that DHCP gave.
    static func usualKeeper(_ place: RootChoice.Place) -> UInt64 {
        let busybox: UInt64 = 2_000
        switch place {
        case .ram, .http: return 0
        case .nbd: return (busybox + nbdPrograms) << 10
        case .iscsi: return (busybox + iscsiPrograms) << 10
        case .nfs: return busybox << 10
        }
    }
}
