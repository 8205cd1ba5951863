import Initramfs

extension Inventory {
    /// The inventory of a kernel and an initrd that was read.
    ///
    /// - Parameters:
    ///   - extents: the parts of the initrd in their order; none: one for each archive in it. What lies between them is
    ///     padding. An archive belongs to the part that its first byte lies in.
    ///   - secondRoot: the tree of an archive in the initrd that the system unpacks again.
    package init(
        kernel: InventoryPart, image: InitrdImage, extents: [PartExtent] = [],
        secondRoot: InventoryTree? = nil
    ) {
        let known = extents.isEmpty ? image.segments.map(Self.extent) : extents.sorted { $0.start < $1.start }
        var parts = [kernel]
        var position: UInt64 = 0
        for extent in known {
            parts += Self.padding(from: position, to: extent.start)
            parts.append(Self.part(extent, image.segments))
            position = max(position, extent.end)
        }
        parts += Self.padding(from: position, to: image.source.size)
        self.init(parts: parts, tree: InventoryTree(image.tree), secondRoot: secondRoot)
    }

    private static func extent(_ segment: InitrdSegment) -> PartExtent {
        PartExtent(
            name: "archive \(segment.index + 1)", role: .segment, start: segment.start, size: segment.size)
    }

    private static func padding(from start: UInt64, to end: UInt64) -> [InventoryPart] {
        end > start ? [InventoryPart(name: "padding", role: .padding, bytes: end - start)] : []
    }

    private static func part(_ extent: PartExtent, _ segments: [InitrdSegment]) -> InventoryPart {
        let inside = segments.filter { $0.start >= extent.start && $0.start < extent.end }
        var part = InventoryPart(
            name: extent.name, role: extent.role, bytes: extent.size, sha256: extent.sha256)
        guard !inside.isEmpty else { return part }
        var names: [String] = []
        for segment in inside where !names.contains(segment.compression.rawValue) {
            names.append(segment.compression.rawValue)
        }
        part.compression = names.joined(separator: "+")
        part.unpackedBytes = inside.reduce(0) { $0 + $1.unpackedSize }
        part.entries = inside.reduce(0) { $0 + $1.entries }
        return part
    }
}
