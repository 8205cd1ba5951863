/// `[initrd]`: how our own segments are written.
package struct InitrdSection: Sendable, Equatable {
    /// A name of `Compression` (gzip xz zstd lz4 none); nil: the best that this base's kernel unpacks.
    package var compression: Located<String>?
    package var level: Located<Int>?

    package init() {}
}
