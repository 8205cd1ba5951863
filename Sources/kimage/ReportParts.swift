import Assembly
import Initramfs
import Planning
import Reporting

/// The parts of an image as its report lists them.
enum ReportParts {
    /// The kernel, the stretches of the initrd in their order, then the root archive that lies inside one of them.
    static func list(
        _ plan: Plan, parts: ImageParts, image: AssembledImage, initrd: InitrdImage, root: RootCensus?
    ) -> [InventoryPart] {
        var list = [
            InventoryPart(
                name: "kernel", role: .kernel, bytes: parts.kernel.size, sha256: parts.kernel.digest.hex)
        ]
        let base = parts.parts(plan.initrdParts)
        var start: UInt64 = 0
        var names = image.segments.map(\.name)[...]
        for (index, stretch) in image.initrd.enumerated() {
            start += stretch.padding
            let isBase = index < base.count
            let end = start + stretch.size
            let inside = initrd.segments.filter { $0.start >= start && $0.start < end }
            list.append(
                InventoryPart(
                    name: isBase
                        ? "base \(base[index].role.rawValue)" : names.popFirst() ?? "segment \(index + 1)",
                    role: isBase ? .base : .segment, bytes: stretch.size + stretch.padding,
                    compression: compression(inside),
                    unpackedBytes: inside.reduce(0) { $0 + $1.unpackedSize },
                    entries: inside.reduce(0) { $0 + $1.entries }, sha256: stretch.digest.hex))
            start = end
        }
        if let part = parts.root, let root {
            list.append(
                InventoryPart(
                    name: "root archive", role: .root, bytes: 0, compression: nil,
                    unpackedBytes: root.archiveBytes,
                    entries: root.archiveEntries, sha256: part.digest.hex))
        }
        return list
    }

    /// `gzip`, or `none+gzip` where a base has several segments.
    private static func compression(_ segments: [InitrdSegment]) -> String {
        var words: [String] = []
        for segment in segments where words.last != segment.compression.rawValue {
            words.append(segment.compression.rawValue)
        }
        return words.joined(separator: "+")
    }
}
