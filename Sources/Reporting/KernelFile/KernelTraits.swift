import Initramfs

/// What texts in a decompressed kernel tell of its configuration.
package struct KernelTraits: Equatable, Sendable {
    /// The decompressors for an initrd that are built in (CONFIG_RD_*), told by their error messages in
    /// lib/decompress_*.c; plain cpio is always among them.
    package let compressions: [Compression]
    /// The kernel knows `initramfs_options=` (fs/namespace.c).
    package let hasInitramfsOptions: Bool
    /// CONFIG_UEVENT_HELPER_PATH is /sbin/hotplug (lib/kobject_uevent.c): a process is started for each
    /// device event.
    package let hasHelper: Bool
    /// CONFIG_KFENCE is set.
    package let hasKfence: Bool
    /// CONFIG_PAGE_EXTENSION is set.
    package let hasPageExtensions: Bool

    /// A message that only this decompressor has.
    private static let messages: [(Compression, String)] = [
        (.gzip, "Not a gzip file"),
        (.xz, "XZ-compressed data is corrupt"),
        (.zstd, "ZSTD-compressed data is corrupt"),
        // Only lib/decompress_unlz4.c says so; the others of its messages are in decompress_unlzo.c too.
        (.lz4, "Decoding failed"),
        (.lzma, "LZMA data is corrupt"),
        (.bzip2, "Data integrity error when decompressing."),
        (.lzo, "Compressed data violation"),
    ]

    init(_ search: ByteSearch) {
        compressions = [.none] + Self.messages.filter { search.contains($0.1) }.map(\.0)
        hasInitramfsOptions = search.contains("initramfs_options=")
        // A string of its own: Debian's kernels hold the path within a rule of TOMOYO (security/tomoyo).
        hasHelper = search.containsWhole("/sbin/hotplug")
        hasKfence = search.contains("kfence")
        hasPageExtensions = search.contains("page_ext")
    }
}
