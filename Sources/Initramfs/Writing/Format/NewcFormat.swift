/// The "new ASCII" cpio format as the kernel describes it:
/// Documentation/driver-api/early-userspace/buffer-format.rst.
///
/// An entry is a header of 110 bytes (the magic and 13 numbers of 8 hexadecimal digits), the name with a NUL,
/// zeros up to a multiple of 4, the data, zeros up to a multiple of 4. The archive ends with an entry named
/// TRAILER!!!.
package enum NewcFormat {
    /// "070701": without checksums.
    package static let magic = Array("070701".utf8)
    package static let headerLength = 110
    /// The name of the entry that ends an archive; init/initramfs.c takes it for the end wherever it comes.
    package static let trailer = Array("TRAILER!!!".utf8)

    /// The name as it is written: the root directory is ".".
    package static func writtenName(_ name: EntryName) -> [UInt8] {
        name.isRoot ? [UInt8(ascii: ".")] : name.bytes
    }

    /// Bytes of an entry in the archive.
    package static func entrySize(nameLength: Int, dataSize: UInt64) -> UInt64 {
        aligned(UInt64(headerLength + nameLength + 1)) + aligned(dataSize)
    }

    /// Bytes of the last entry.
    package static var trailerSize: UInt64 { entrySize(nameLength: trailer.count, dataSize: 0) }

    /// The next multiple of 4.
    package static func aligned(_ count: UInt64, to unit: UInt64 = 4) -> UInt64 {
        (count + unit - 1) / unit * unit
    }
}
