internal import Machine

/// Has mke2fs make an image that is as large as it must be: without a journal, for it is mounted read-only.
struct Ext4Maker {
    let tools: RootTools
    /// The same for all, also as the seed of the folders' hashes.
    private static let identifier = "00000000-0000-4000-8000-000000000000"
    private static let blockSize: UInt64 = 4096
    private static let inodeSize: UInt64 = 256
    /// All of them, so that nothing of this machine's /etc/mke2fs.conf counts. Every kernel since 3.2 has them.
    private static let features =
        "none,dir_index,dir_nlink,ext_attr,extent,extra_isize,filetype,flex_bg,huge_file,large_file,sparse_super"

    func make(_ archive: RootArchive, in workspace: String, at path: String) async throws {
        let folder = try RootFolder(archive, at: "\(workspace)/tree")
        let newest = archive.newest
        let inodes = Set(archive.entries.map(\.inode)).count + 16
        let words = [
            "mke2fs", "-q", "-F", "-t", "ext4", "-b", "\(Self.blockSize)", "-I", "\(Self.inodeSize)", "-N",
            "\(inodes)", "-m", "0", "-O", Self.features, "-U", Self.identifier, "-E",
            "hash_seed=\(Self.identifier),lazy_itable_init=0,root_owner=0:0", "-d", folder.path, path,
        ]
        let needed = Self.blocks(archive, inodes: UInt64(inodes))
        // How much the extents of large files and the groups' own blocks take is known when it fits.
        for (attempt, percent) in [2, 6, 20].enumerated() {
            do {
                try await folder.run(
                    words + ["\(needed + needed * UInt64(percent) / 100)"], archive,
                    environment: [
                        "MKE2FS_CONFIG": "/dev/null", "E2FSPROGS_FAKE_TIME": "\(max(1, newest))",
                        "MKE2FS_SYNC": nil,
                    ], stateFile: "\(workspace)/state-\(attempt)", tools: tools)
                break
            } catch let failure as ToolFailure where Self.isFull(failure) && attempt < 2 {
                continue
            }
        }
        try Ext4Inodes.settle(path, root: archive.root)
    }

    private static func isFull(_ failure: ToolFailure) -> Bool {
        failure.errorLines.contains { $0.contains("Could not allocate block") }
    }

    /// Blocks of contents, folders, links and inodes, and a few for what every file system has.
    private static func blocks(_ archive: RootArchive, inodes: UInt64) -> UInt64 {
        var seen: Set<Int> = []
        var sizes: [UInt64] = []
        var folders: [[UInt8]: UInt64] = [:]
        for entry in archive.entries {
            // A record has 8 bytes and the name, filled up to 4 (fs/ext4/ext4.h, ext4_dir_entry_2).
            folders[entry.name.parent?.bytes ?? [], default: 64] += UInt64(entry.name.last.count + 11) / 4 * 4
            guard seen.insert(entry.inode).inserted else { continue }
            switch entry.metadata.kind {
            case .regular: sizes.append(entry.contents?.size ?? 0)
            // Longer targets do not fit into the inode.
            case .symlink(let target): sizes.append(target.count < 60 ? 0 : 1)
            case .directory: sizes.append(1)
            case .character, .block, .fifo, .socket: break
            }
        }
        sizes += folders.values.map { $0 + $0 / 8 }
        let contents = sizes.reduce(UInt64(0)) { $0 + ($1 + blockSize - 1) / blockSize }
        return contents + inodes * inodeSize / blockSize + 64
    }
}
