import Initramfs

/// Bytes of a root in some form.
package struct RootSize: Equatable, Sendable {
    package var bytes: UInt64
    /// True where the file was not made.
    package var isEstimated: Bool
    /// KiB that the kernel's decompressor takes for it; of a cpio only.
    package var windowKiB: Double

    package init(bytes: UInt64, isEstimated: Bool, windowKiB: Double = 0) {
        self.bytes = bytes
        self.isEstimated = isEstimated
        self.windowKiB = windowKiB
    }

    /// What a form of a tree takes, from another form's size where one is known.
    ///
    /// Measured with squashfs-tools 4.5.1 and erofs-utils 1.5: Debian 12 with systemd and a kernel (161 MB) is 69.0 MB as
    /// tar.gz, 64.2 as squashfs with zstd (60.1 with xz), 95.2 as erofs with lz4hc, and Alpine 3.23 (37.7 MB as tar.gz,
    /// modules packed already) 37.0, 35.9 and 42.9. The same trees as cpio with gzip are as large as the archives.
    static func estimated(
        _ form: RootChoice.Form, tree: TreeStatistics, known: [RootChoice.Form: RootSize]
    ) -> RootSize {
        let ratio = shares[form] ?? 1
        let sources: [RootChoice.Form] = [.archive, .squashfs, .cpio, .erofs]
        for source in sources {
            guard let size = known[source], !size.isEstimated, form != .ext4, let own = shares[source] else {
                continue
            }
            return RootSize(
                bytes: whole(Double(size.bytes) * ratio / own), isEstimated: true,
                windowKiB: form == .cpio ? Self.gzipWindow : 0)
        }
        return RootSize(
            bytes: whole(plain(form, tree)), isEstimated: true, windowKiB: form == .cpio ? Self.gzipWindow : 0
        )
    }

    /// In parts of what the tree is as tar.gz.
    private static let shares: [RootChoice.Form: Double] = [
        .archive: 1, .cpio: 1, .squashfs: 0.93, .erofs: 1.35,
    ]

    /// lib/decompress_inflate.c
    static let gzipWindow = 80.0

    /// Without any size known. ext4 keeps the files as they are: whole blocks, 256 bytes an inode, a tenth for its own
    /// tables and what it keeps free.
    private static func plain(_ form: RootChoice.Form, _ tree: TreeStatistics) -> Double {
        if form == .ext4 { return (Double(tree.pages) * 4096 + Double(tree.names) * 256) * 1.1 }
        return Double(tree.bytes) * 0.43 * (shares[form] ?? 1)
    }

    private static func whole(_ bytes: Double) -> UInt64 { UInt64(exactly: bytes.rounded()) ?? .max }
}
