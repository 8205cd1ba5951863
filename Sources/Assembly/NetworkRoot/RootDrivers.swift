package import Distributions
package import Initramfs
internal import Machine
internal import Recipes

/// What stage one takes from a base's root to reach the server that has the root: kernel modules with all that they need,
/// unpacked, and programs with their libraries.
package struct RootDrivers: Sendable, Equatable {
    /// Of the kernel; empty where no modules are asked for.
    package let release: String
    /// For a segment of the initramfs. The files are in the cache; `modules.dep` and what else modprobe reads is about
    /// these modules only.
    package let items: [PlannedItem]
    /// Names of the modules that are in it, sorted.
    package let modules: [String]
    /// Of the modules that were asked for, those that the kernel has built in; sorted.
    package let builtin: [String]
    /// Bytes of all files.
    package let bytes: UInt64
    /// Bytes of the programs with their libraries that live on beside the system, to make a lost connection again:
    /// iscsistart is done when the root is there.
    package let keptBytes: UInt64
    /// False where all of it was in the cache.
    package let isNew: Bool
    /// What the user should know, a sentence each.
    package let notes: [String]

    /// What the base's initrd is, and what it holds: its modules can still be loaded by name then.
    package struct Initrd: Sendable {
        let part: ImagePart
        let tree: any BaseTree

        package init(part: ImagePart, tree: any BaseTree) {
            self.part = part
            self.tree = tree
        }
    }

    /// Takes it from a root archive, or from the cache. Can be cancelled.
    ///
    /// - Throws: `RootDriversFault` for what the root does not have; `ArchiveFault` where the archive is none, damaged or
    ///   exceeds the limits; `RootImageFault`, `MachineFailure`, `CancellationError`. Then nothing is left behind.
    package static func load(
        _ root: ImagePart, _ request: DriverRequest, initrd: Initrd? = nil, cache: CacheFolder
    ) throws -> RootDrivers {
        let key = DriverCache.key(root, request, initrd?.part)
        let cache = try DriverCache(cache: cache)
        if let found = cache.find(key) { return RootDrivers(found, in: cache.folder(of: key), isNew: false) }
        let made = try cache.make(key) { folder in
            try DriverWork(request: request, initrd: initrd?.tree).run(root.path, into: folder)
        }
        return RootDrivers(made, in: cache.folder(of: key), isNew: true)
    }

    /// The items alone.
    ///
    /// - Throws: as `load`.
    package static func items(
        root: ImagePart, release: String? = nil, modules: [String],
        networkDrivers: NetworkDriverChoice = .all, programs: [String] = [], cache: CacheFolder
    ) throws -> [PlannedItem] {
        let request = DriverRequest(
            release: release, modules: modules, networkDrivers: networkDrivers, programs: programs)
        return try load(root, request, cache: cache).items
    }

    private static func bytes(_ items: [DriverItem]) -> UInt64 {
        items.reduce(0) { sum, item in
            if case .file(_, let size, _, _) = item.kind { sum + size } else { sum }
        }
    }

    private init(_ work: DriverWork.Result, in folder: String, isNew: Bool) {
        release = work.release
        modules = work.modules
        builtin = work.builtin
        notes = work.notes
        self.isNew = isNew
        bytes = Self.bytes(work.items)
        keptBytes = Self.bytes(
            work.items.filter { !$0.path.contains("/modules/") && !$0.path.hasSuffix("/iscsistart") })
        items = work.items.map { item in
            switch item.kind {
            case .file(let number, _, _, let mode):
                PlannedItem(
                    path: item.path, content: .file(.path("\(folder)/\(number)"), mode: mode, owner: .root))
            case .link(let target): PlannedItem(path: item.path, content: .symlink(target: target))
            }
        }
    }
}
