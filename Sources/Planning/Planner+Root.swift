import Clusters
import Distributions
import Recipes

/// Where the recipe wants the root, held against what the system can do.
extension Planner {
    /// The root with everything said that the recipe leaves open; nil where it has no `[root]` or none that can be.
    mutating func plannedRoot(version: String) -> PlannedRoot? {
        guard let section = recipe.root else { return nil }
        let type = section.type.value
        var root = PlannedRoot(type: type, format: section.format?.value ?? .archive)
        switch distribution.root(type) {
        case .refused(let reason, let source):
            diagnostics.error(
                at: section.type.position,
                "\(distribution.title) cannot have its root by \(type.title): \(reason) (\(source))",
                hint: "possible are \(possibleTypes); kimage roots lists every system")
            return nil
        case .native(let how):
            root.isNative = true
            refuseIdleKeys(
                section, ["format"],
                "is for systems whose root stage one mounts; in \(distribution.title) \(how)")
        case .stageOne(let formats):
            root.format = section.format?.value ?? formats.first ?? .archive
            if root.format == .cpio {
                refuseIdleKeys(
                    section, [], "is stage one's, which a root that is the initramfs itself does not have")
            }
        }
        root.position = section.position
        root.server = section.server?.value
        root.port = section.port?.value ?? type.port
        root.size = section.size?.value
        root.isDebug = section.isDebug
        root.persist = section.persist
        root.drivers = section.drivers.map { $0.map(\.value) }
        root.verify = section.verify?.value ?? (root.format.isImage ? "digest" : "off")
        if root.hasVerity, let verify = section.verify { refuseVerityInRAM(root, at: verify.position) }
        nameShares(&root, section)
        root.stores =
            section.stores.map { $0.map(\.value) }
            ?? (root.isOverlay && !root.isNative ? stores(version: version) : [])
        root.stores.removeAll { store in section.persist.contains { $0.path.value == store } }
        if let version = section.version, let reason = distribution.refusal(nfsVersion: version.value) {
            diagnostics.error(
                at: version.position, "NFS \(version.value) does not work here: \(reason)",
                hint: "version = \"4.1\"")
        }
        checkPersist(root, version: version)
        if type == .http { root.url = address(section, root) }
        if !root.isNative, root.format != .cpio, root.needsNetwork { root.hasVLAN = checkNetworkWords() }
        if root.isNative, type == .iscsi, root.server == nil {
            diagnostics.error(
                at: section.position, "dracut must be told the server of an iSCSI root",
                hint: "server = \"10.0.0.1\"")
        }
        return root
    }

    /// The root of a recipe that does not say where it lies.
    func defaultRoot(_ layout: DistributionLayout) -> PlannedRoot {
        var root = PlannedRoot(type: .ram, format: .archive)
        if case .native(let how) = distribution.root(.ram) {
            root.isNative = true
            root.reason = how
        } else if layout.rootIsTree {
            root.reason =
                "a tmpfs that stage one fills and switches to: runtimes can pivot out of it, and no server is needed once "
                + "the node runs"
        } else {
            root.isNative = true
            root.reason = "the base brings its own initramfs, which does as it does"
        }
        return root
    }

    /// What the node knows itself by: the node's own traits, and those of a root that stays the initramfs.
    func nodeTraits(version: String) -> NodeTraits {
        var traits = distribution.traits(version: version)
        if recipe.root?.format?.value == .cpio { traits.isRootInitramfs = true }
        return traits
    }

    private var possibleTypes: String {
        RootType.allCases.filter { distribution.root($0).isPossible }.map(\.rawValue).joined(separator: ", ")
    }

    /// Names of exports and targets are made of the image's.
    private func nameShares(_ root: inout PlannedRoot, _ section: RootSection) {
        switch root.type {
        case .nbd: root.export = section.export?.value ?? recipe.name
        case .nfs:
            root.export = section.export?.value ?? "/srv/kimage/\(recipe.name)"
            root.version = section.version?.value ?? "4.1"
            root.options = section.options?.value
        case .iscsi:
            // RFC 3720, 3.2.6.3.1: the month in which the domain belonged to whoever names.
            let name = recipe.name.map { $0 == "_" ? "-" : $0 }
            root.target = section.target?.value ?? "iqn.2026-01.org.kimage:\(String(name))"
            root.initiator = section.initiator?.value ?? "iqn.2026-01.org.kimage:node"
            root.lun = section.lun?.value ?? 1
        case .ram, .http: break
        }
    }

    func stores(version: String) -> [String] {
        let runtimes = recipe.registry?.runtimes.map(\.value) ?? []
        return ContainerStores.folders(
            runtimes: runtimes.isEmpty ? distribution.traits(version: version).runtimes : runtimes,
            method: recipe.cluster?.method.value)
    }

    /// Where the node fetches its image.
    private mutating func address(_ section: RootSection, _ root: PlannedRoot) -> String? {
        if let url = section.url { return url.value }
        guard let url = recipe.boot.url?.value else {
            diagnostics.error(
                at: section.type.position, "a node must know where it fetches its root",
                hint: "set url in [root], or url in [boot]: the image lies beside the initrd")
            return nil
        }
        guard url.hasPrefix("http://") || root.isNative else {
            diagnostics.error(
                at: recipe.boot.url?.position,
                "stage one fetches the root by plain HTTP; its digest is checked",
                hint: "set url in [root] to an address that begins with http://")
            return nil
        }
        let name = root.isNative ? distribution.servedRootName : "rootfs.\(root.format.rawValue)"
        return (url.hasSuffix("/") ? url : url + "/") + "\(recipe.name)/\(name)"
    }

    /// A hash tree saves reading an image that lies elsewhere, and notices that it is changed there later. An image in RAM
    /// was read when it came, and nobody changes it.
    private mutating func refuseVerityInRAM(_ root: PlannedRoot, at position: SourcePosition) {
        guard !root.isNative, root.type == .ram || root.type == .http else { return }
        diagnostics.error(
            at: position,
            "root.verify: \"verity\" is for an image that stays on a server (nbd, iscsi); this one is in the node's RAM whole, "
                + "where its digest tells before anything is started what a hash tree would tell a running system",
            hint: "verify = \"digest\"")
    }

    /// Keys that only stage one acts on.
    ///
    /// - Parameter more: keys that are refused as well.
    private mutating func refuseIdleKeys(_ section: RootSection, _ more: Set<String>, _ reason: String) {
        let idle: [(key: String, position: SourcePosition?)] = [
            ("format", more.contains("format") ? section.format?.position : nil),
            ("size", section.size?.position), ("verify", section.verify?.position),
            ("stores", section.stores?.first?.position), ("drivers", section.drivers?.first?.position),
            ("persist", section.persist.first?.path.position),
            ("debug", section.isDebug ? section.position : nil),
        ]
        for (key, position) in idle {
            guard let position else { continue }
            diagnostics.error(at: position, "root.\(key) \(reason)", hint: "take it out")
        }
    }
}
