/// What one kernel's unpacker takes and says; the differences between versions that change a verdict.
package struct KernelSupport: Equatable, Sendable {
    /// The decompressors built in (CONFIG_RD_GZIP, …); plain cpio is always read.
    package var compressions: Set<Compression>
    /// Takes "070702" archives and checks their sums; Linux 5.19 and later.
    package var acceptsChecksums: Bool
    /// Stops with "malformed archive" where a name does not end with NUL; 6.13, and the stable series since.
    package var requiresTerminatedNames: Bool
    /// Stops with "damaged header" at header fields that are no hexadecimal digits; 7.x. Others read a prefix.
    package var requiresHexadecimal: Bool
    /// An lz4 stream ends at a chunk of size zero, so that padding may follow; 5.11 and later
    /// (lib/decompress_unlz4.c).
    package var lz4EndsAtPadding: Bool
    /// The one message "junk in compressed archive" for what now has three; before 5.0.
    package var hasOldWording: Bool
    /// IDs of the .xz branch filters that the kernel decodes; 4 is x86 (lib/xz/xz_dec_bcj.c).
    package var xzFilters: Set<UInt64>

    /// Linux 6.1 to 7.2 for x86-64 as Debian builds it: everything but `requiresHexadecimal`.
    package static let modern = KernelSupport(
        compressions: Set(Compression.allCases), acceptsChecksums: true, requiresTerminatedNames: true,
        requiresHexadecimal: false, lz4EndsAtPadding: true, hasOldWording: false, xzFilters: [4])

    /// The 4.2 kernel of old RancherOS: no zstd, no "070702", old messages.
    package static let linux42 = KernelSupport(
        compressions: Set(Compression.allCases.filter { $0 != .zstd }), acceptsChecksums: false,
        requiresTerminatedNames: false, requiresHexadecimal: false, lz4EndsAtPadding: false,
        hasOldWording: true, xzFilters: [4])

    /// `modern` on another architecture: for x86 `modern` itself, elsewhere no branch filter is counted on.
    package static func modern(x86: Bool) -> KernelSupport {
        var support = modern
        if !x86 { support.xzFilters = [] }
        return support
    }

    var invalidMagic: KernelMessage { hasOldWording ? .junk : .invalidMagic }
    var junkWithin: KernelMessage { hasOldWording ? .junk : .junkWithin }
    var junkAtEnd: KernelMessage { hasOldWording ? .junk : .junkAtEnd }
}
