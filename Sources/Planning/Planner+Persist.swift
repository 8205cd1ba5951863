import Distributions
import Recipes

/// Folders that outlive a reboot, held against what the kernel does with them.
extension Planner {
    /// - Parameter version: of the base.
    mutating func checkPersist(_ root: PlannedRoot, version: String) {
        for item in root.persist {
            guard case .nfs(let place) = item.place else { continue }
            if !["3", "4.0", "4.1", "4.2"].contains(item.nfsVersion) {
                diagnostics.error(
                    at: item.path.position,
                    "\(item.path.value) on \(place): there is no version \(item.nfsVersion) of NFS",
                    hint: "options = \"vers=4.1\"; 3, 4.0, 4.1 and 4.2 are known")
            } else if let reason = distribution.refusal(nfsVersion: item.nfsVersion) {
                diagnostics.error(
                    at: item.path.position, "NFS \(item.nfsVersion) does not work here: \(reason)",
                    hint: "options = \"vers=4.1\"")
            }
        }
        for store in stores(version: version) where !ContainerStores.withoutOverlays.contains(store) {
            guard let item = root.mount(of: store), case .nfs(let place) = item.place else { continue }
            diagnostics.warning(
                at: item.path.position,
                "\(store) would lie on \(place), and the kernel lays no overlay over NFS: Docker's overlay2 and "
                    + "the overlayfs of containerd and Podman do not work there",
                hint: "take a disk (label), or leave it out: without it each store is a tmpfs of its own")
        }
    }
}

extension PlannedRoot {
    /// What outlives a reboot and holds this folder; nil where it lies elsewhere: in a store of its own or on the root.
    fileprivate func mount(of folder: String) -> PersistItem? {
        func holds(_ path: String) -> Bool { folder == path || folder.hasPrefix(path + "/") }
        let item = persist.filter { holds($0.path.value) }.max {
            $0.path.value.utf8.count < $1.path.value.utf8.count
        }
        guard let item else { return nil }
        return stores.contains { holds($0) && $0.utf8.count > item.path.value.utf8.count } ? nil : item
    }
}
