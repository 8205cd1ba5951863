/// Extracts an initrd into a directory as the kernel would unpack it, without touching anything outside.
///
/// Where an entry goes is decided in the tree in memory, which follows symbolic links as the kernel does from its own
/// root: `lib/x` after `lib -> /usr/lib` becomes `usr/lib/x`. On the disk no link is ever followed.
package struct SafeExtractor: Sendable {
    /// What is extracted, and within which limits.
    package let reader: InitrdReader
    /// What files are given.
    package let options: ExtractionOptions

    package init(_ reader: InitrdReader, options: ExtractionOptions = ExtractionOptions()) {
        self.reader = reader
        self.options = options
    }

    /// Extracts into a directory that is new or empty.
    ///
    /// Throws `ExtractionFault` before anything is written, and `ReadFault` where reading must stop; what was
    /// extracted until then stays. Everything else is a remark of the result.
    package func extract(to path: String) throws -> ExtractionResult {
        let writer = ExtractionWriter(try ConfinedDirectory(path: path), options)
        let image = try reader.read(visitor: writer)
        writer.finish(image.tree)
        return ExtractionResult(extracted: writer.extracted, remarks: writer.remarks, image: image)
    }
}
