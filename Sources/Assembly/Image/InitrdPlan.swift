internal import Initramfs
internal import Machine
internal import Recipes

/// Lays the base's initrd and our segments one after another, as the kernel finds them all.
enum InitrdPlan {
    /// - Parameter base: the parts of the base that begin the initrd, with how each begins and ends.
    /// - Throws: `Diagnostics` where the base cannot be followed by anything, or the whole is too large.
    static func parts(base: [(part: ImagePart, shape: TreeIndex.Shape)], segments: [BuiltSegment]) throws
        -> [InitrdPart]
    {
        var pieces: [InitrdPiece] = []
        var files: [(path: String, size: UInt64, digest: SHA256Digest)] = []
        for (index, (part, shape)) in base.enumerated() {
            if let failure = shape.failure, !segments.isEmpty || index + 1 < base.count {
                throw Diagnostics([
                    Diagnostic(
                        at: nil,
                        "the kernel does not unpack the base's whole \(part.role.rawValue), and nothing after it: \(failure)",
                        hint: "take another \(part.role.rawValue) for the base")
                ])
            }
            pieces.append(
                InitrdPiece(
                    size: part.size, first: shape.first, last: shape.last, trailingZeros: shape.trailingZeros,
                    hasTrailer: shape.hasTrailer))
            files.append((part.path, part.size, part.digest))
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
