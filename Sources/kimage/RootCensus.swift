import Archives
import Assembly
import Distributions
import Initramfs
import Reporting

/// What the second root holds when stage one has unpacked the root archive and laid the image's files over it.
struct RootCensus {
    let statistics: TreeStatistics
    /// Only what is laid over the archive's tree.
    let files: TreeStatistics
    let ranking: SizeRanking
    let filesRanking: SizeRanking
    /// Entries of the archive itself.
    let archiveEntries: Int
    /// Bytes of the archive's regular files.
    let archiveBytes: UInt64
    /// Those of `programsOfInterest` that it has.
    let programs: Set<String>

    /// Programs that tell what takes RAM beside the system.
    private static let programsOfInterest = Set(ServiceMemory.all.map(\.program)).union(["dmsetup", "iscsid"])
    private static let programFolders: Set<[UInt8]> = Set(
        ["bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin"].map { Array($0.utf8) })

    /// Counts what the archive leaves with the files below `prefix` of the initramfs over it.
    static func take(_ archive: RootTree, over tree: UnpackedTree, prefix: String) throws -> RootCensus {
        var items: [EntryName: RootTree.Item] = [:]
        for item in archive.items { items[item.name] = item }
        let prefix = try EntryName(prefix)
        var files = TreeCensus()
        var filesRanking = SizeRanking()
        var counted: Set<Int> = []
        for item in tree.items() where item.name.isWithin(prefix) && item.name != prefix {
            let name = try EntryName(item.name.bytes.dropFirst(prefix.bytes.count))
            files.count(name, item.metadata.kind, inode: item.inode, size: item.size)
            if item.metadata.kind == .regular, counted.insert(item.inode).inserted {
                filesRanking.add(name, bytes: item.size)
            }
            // Numbers of the initramfs' inodes must not meet those of the archive's.
            items[name] = RootTree.Item(
                name: name, metadata: item.metadata, inode: archive.inodes + item.inode, size: item.size)
        }
        var census = TreeCensus()
        var ranking = SizeRanking()
        var seen: Set<Int> = []
        var programs: Set<String> = []
        for item in items.values.sorted(by: { $0.name < $1.name }) {
            census.count(item.name, item.metadata.kind, inode: item.inode, size: item.size)
            if item.metadata.kind == .regular, seen.insert(item.inode).inserted {
                ranking.add(item.name, bytes: item.size)
            }
            if let program = Self.program(item) { programs.insert(program) }
        }
        return RootCensus(
            statistics: census.statistics, files: files.statistics, ranking: ranking,
            filesRanking: filesRanking, archiveEntries: archive.items.count, archiveBytes: archive.bytes,
            programs: programs)
    }

    private static func program(_ item: RootTree.Item) -> String? {
        guard item.metadata.kind != .directory, let folder = item.name.parent,
            programFolders.contains(folder.bytes)
        else { return nil }
        let name = String(decoding: item.name.last, as: UTF8.self)
        return programsOfInterest.contains(name) ? name : nil
    }
}
