/// How large a segment came out.
package struct SegmentSizes: Equatable, Sendable {
    /// Bytes of the cpio archive, padding included.
    package let plain: UInt64
    /// Bytes written; a multiple of 4.
    package let stored: UInt64

    package init(plain: UInt64, stored: UInt64) {
        self.plain = plain
        self.stored = stored
    }
}
