internal import Initramfs
internal import Machine
internal import Recipes

/// Lays the base's initrd and our segments one after another, as the kernel finds them all.
enum InitrdPlan {
    /// - Throws: `Diagnostics` where the base cannot be followed by anything, or the whole is too large.
    static func parts(base: ImagePart?, shape: TreeIndex.Shape?, segments: [BuiltSegment]) throws
        -> [InitrdPart]
    {
        var pieces: [InitrdPiece] = []
        var files: [(path: String, size: UInt64, digest: SHA256Digest)] = []
        if let base, let shape {
            if let failure = shape.failure, !segments.isEmpty {
                throw Diagnostics([
                    Diagnostic(
                        at: nil,
                        "the kernel does not unpack the base's whole initrd, and nothing after it: \(failure)",
                        hint: "take another initrd for the base")
                ])
            }
            pieces.append(
                InitrdPiece(
                    size: base.size, first: shape.first, last: shape.last, trailingZeros: shape.trailingZeros,
                    hasTrailer: shape.hasTrailer))
            files.append((base.path, base.size, base.digest))
        }
        for segment in segments {
            pieces.append(InitrdPiece(size: segment.size, compression: segment.compression))
            files.append((segment.path, segment.size, segment.digest))
        }
        guard !pieces.isEmpty else { return [] }
        do {
            let layout = try InitrdLayout(pieces)
            var parts = zip(files, layout.placements).map { file, placement in
                InitrdPart(path: file.path, size: file.size, digest: file.digest, padding: placement.zeros)
            }
            if layout.finalZeros > 0 { parts.append(.zeros(layout.finalZeros)) }
            return parts
        } catch let fault {
            throw Diagnostics([Diagnostic(at: nil, "the initrd cannot be put together: \(fault)")])
        }
    }
}
