internal import Distributions
internal import FoundationEssentials
internal import Initramfs
internal import Machine
package import Planning

/// What the base's trees hold: the initramfs that its initrd becomes, and the root tree that its root archive becomes.
///
/// Reading a base takes a second for some hundred megabytes, so what is found is kept in the cache under the artifact's
/// digest. It holds for ever: the same digest is the same tree.
package struct BaseIndex: Sendable {
    package let initrd: TreeIndex
    package let root: TreeIndex
    /// How the parts that begin the initrd begin and end, by role.
    private let shapes: [ArtifactRole: TreeIndex.Shape]

    /// Raised whenever reading finds something else in the same base.
    private static let format = "kimage base index 1"

    package init(initrd: TreeIndex = .empty, root: TreeIndex = .empty) {
        self.initrd = initrd
        self.root = root
        shapes = initrd.shape.map { [.initrd: $0] } ?? [:]
    }

    private init(
        initrd: TreeIndex, root: TreeIndex, shapes: [ArtifactRole: TreeIndex.Shape]
    ) {
        self.initrd = initrd
        self.root = root
        self.shapes = shapes
    }

    /// The index of a plan's base, from the cache or from its parts.
    ///
    /// Of several parts that begin the initrd, the paths of the first are known: what follows it in the systems that have
    /// such a part is an archive of a root image and a stamp.
    ///
    /// - Throws: `MachineFailure`; `ReadFault` or `ArchiveFault` where a part cannot be read or exceeds the limits.
    package static func load(_ parts: ImageParts, of plan: Plan, cache: CacheFolder) throws -> BaseIndex {
        let folder = try cache.folder("index")
        var first: TreeIndex?
        var shapes: [ArtifactRole: TreeIndex.Shape] = [:]
        for part in parts.parts(plan.initrdParts) {
            let index = try load(part, folder, kind: "initrd", read: InitrdIndexer.index)
            first = first ?? index
            shapes[part.role] = index.shape
        }
        let root = plan.rootIsTree ? parts.root : nil
        return BaseIndex(
            initrd: first ?? .empty,
            root: try root.map { try load($0, folder, kind: "root", read: RootIndexer.index) } ?? .empty,
            shapes: shapes)
    }

    /// The parts with how each begins and ends.
    func beginnings(of parts: [ImagePart]) -> [(part: ImagePart, shape: TreeIndex.Shape)] {
        parts.compactMap { part in shapes[part.role].map { (part, $0) } }
    }

    private static func load(
        _ part: ImagePart, _ folder: String, kind: String, read: (String) throws -> TreeIndex
    ) throws -> TreeIndex {
        let path = "\(folder)/\(kind)-\(part.digest.hex)"
        if let bytes = CacheFile.read(path, format: format), let index = decode(bytes) {
            CacheSweep.touch(path)
            return index
        }
        let index = try read(part.path)
        try CacheFile.write(try encode(index), to: path, format: format)
        return index
    }

    /// What is small is JSON, the paths are as `PathTable` has them.
    private struct Facts: Codable {
        var statistics: TreeStatistics
        var shape: TreeIndex.Shape?
        var notes: [String]
    }

    private static func encode(_ index: TreeIndex) throws -> [UInt8] {
        let facts = Facts(statistics: index.statistics, shape: index.shape, notes: index.notes)
        var writer = ByteWriter()
        writer.counted(Array(try JSONEncoder().encode(facts)))
        writer.counted(index.paths.bytes)
        return writer.bytes
    }

    private static func decode(_ bytes: [UInt8]) -> TreeIndex? {
        var reader = ByteReader(bytes)
        guard let json = reader.counted(),
            let facts = try? JSONDecoder().decode(Facts.self, from: Data(json)),
            let table = reader.counted(), let paths = PathTable(bytes: table)
        else { return nil }
        return TreeIndex(paths: paths, statistics: facts.statistics, shape: facts.shape, notes: facts.notes)
    }
}
