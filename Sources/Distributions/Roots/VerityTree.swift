/// The hash tree of dm-verity that follows an image of the root in the same file: what the kernel must know to hold every
/// block against it when it is read.
package struct VerityTree: Sendable, Equatable {
    /// Bytes of data and of hash blocks, of which the image's length is a multiple.
    package static let blockSize: UInt64 = 4096

    /// SHA-256 of the tree's top, hexadecimal. Who knows it knows every block of the image.
    package let rootHash: String
    /// What each block's digest begins with, hexadecimal.
    package let salt: String
    /// Bytes of the image itself: where the tree begins.
    package let dataBytes: UInt64

    package init(rootHash: String, salt: String, dataBytes: UInt64) {
        self.rootHash = rootHash
        self.salt = salt
        self.dataBytes = dataBytes
    }

    /// Bytes of the block that veritysetup begins with, and of the levels of the tree for so many bytes of data: 128
    /// digests of 32 bytes fit into a block (drivers/md/dm-verity-target.c, `hash_per_block_bits`).
    package static func bytes(dataBytes: UInt64) -> UInt64 {
        var blocks = (dataBytes + blockSize - 1) / blockSize
        var sum: UInt64 = 1
        while blocks > 1 {
            blocks = (blocks + 127) / 128
            sum += blocks
        }
        return sum * blockSize
    }
}
