import Assembly
import Initramfs
import Planning
import Recipes

/// Whether a kernel finds its modules: a kernel of one release with the modules of another boots, and then has no network
/// (rancher/os issue 1578).
enum KernelModules {
    /// - Throws: `Diagnostics` where the tree that becomes the root has modules, and none of them are the kernel's.
    static func check(_ plan: Plan, _ parts: ImageParts, cache: CacheFolder) throws {
        guard let release = try? KernelProfiles(cache: cache).release(of: parts.kernel) else { return }
        let index = try BaseIndex.load(parts, of: plan, cache: cache)
        let tree = plan.rootIsTree ? index.root.paths : index.initrd.paths
        guard try has("/lib/modules", tree) || has("/usr/lib/modules", tree) else { return }
        if try has("/lib/modules/\(release)", tree) || has("/usr/lib/modules/\(release)", tree) { return }
        throw Diagnostics([
            Diagnostic(
                at: nil,
                "the kernel is \(release), and the base has no modules of that release in /lib/modules: the node would have "
                    + "neither its network card nor its file systems",
                hint: "take the kernel and the \(plan.rootIsTree ? "root" : "initrd") of one release")
        ])
    }

    private static func has(_ path: String, _ tree: PathTable) throws -> Bool {
        let layered = LayeredTree(base: tree)
        guard let place = layered.resolve(try EntryName(path), followingLast: true) else { return false }
        return layered.node(place) != nil
    }
}
