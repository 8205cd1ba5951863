import FoundationEssentials
import Initramfs
import Reporting
import TestSupport

/// The measured rows of `ram-public.json`, kept beside the project, not in it: 177 boots in QEMU.
enum Golden {
    /// One measured boot, or the search for the smallest RAM that boots.
    struct Row: Decodable {
        struct Segment: Decodable {
            var tree: String
            var compression: String
            var header_hex: String
            var window_kib: Int
        }
        struct Limit: Decodable {
            var kib: Int
            var inodes: Int
        }
        var id: String
        var kind: String
        var kernel: String
        var cmdline: String
        var cpus: Int
        var machine: String
        var initrd_bytes: UInt64
        var segments: [Segment]
        var minimum_mib: Int?
        var failure: String?
        var fails_at: [Int]?
        var fails_again_at: [Int]?
        var boots_at: [Int]?
        var mem_mib: Int?
        var kib: [String: Int]?
        var kib_after_squashfs_mount: [String: Int]?
        var root_limit: Limit?
    }

    struct Tree: Decodable {
        struct Statistics: Decodable {
            var n_reg: Int
            var n_dir: Int
            var n_symlink: Int
            var n_hardlink_extra: Int
            var n_node: Int
            var n_hl_groups: Int
            var bytes: UInt64
            var pages: UInt64
            var xa_nodes: UInt64
            var name_len_hist: [String: Int]
            var symlink_len_hist: [String: Int]
            var dir_path_bytes: UInt64
        }
        var statistics_with_base: Statistics?
        var statistics_without_base: Statistics?
    }

    private struct File: Decodable {
        var trees: [String: Tree]
        var rows: [Row]
    }

    private static let file: File? = {
        guard let path, let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
        return try? JSONDecoder().decode(File.self, from: data)
    }()

    private static let path: String? = PackageRoot.shared().map { $0 + "/golden/ram-public.json" }

    /// False where the file is not there: the tests that need it are skipped.
    static let isPresent = file != nil
    static let rows = file?.rows ?? []

    static func statistics(_ name: String) -> TreeStatistics {
        let tree = file?.trees[name]
        guard let found = tree?.statistics_with_base ?? tree?.statistics_without_base else {
            return TreeStatistics()
        }
        var result = TreeStatistics()
        result.regularFiles = found.n_reg
        result.directories = found.n_dir
        result.symlinks = found.n_symlink
        result.nodes = found.n_node
        result.extraLinks = found.n_hardlink_extra
        result.linkGroups = found.n_hl_groups
        result.bytes = found.bytes
        result.pages = found.pages
        result.indexNodes = found.xa_nodes
        result.nameLengths = lengths(found.name_len_hist)
        result.targetLengths = lengths(found.symlink_len_hist)
        result.directoryPathBytes = found.dir_path_bytes
        return result
    }

    private static func lengths(_ histogram: [String: Int]) -> [Int: Int] {
        Dictionary(uniqueKeysWithValues: histogram.compactMap { key, count in Int(key).map { ($0, count) } })
    }
}
