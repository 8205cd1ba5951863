internal import Machine

/// Which modules of a kernel stage one gets.
struct ModuleSelection {
    /// Everything that is taken, with all that it needs.
    private(set) var taken: Set<String> = []
    /// Of what was asked for, what the kernel has built in.
    private(set) var builtin: Set<String> = []

    /// Folders of drivers for cards, and of what they need besides (modules.dep does not know which transceiver a
    /// card has).
    private static let folders = ["ethernet", "phy", "mdio", "pcs", "vmxnet3", "hyperv"].map {
        "kernel/drivers/net/\($0)/"
    }
    /// Drivers of virtual machines' cards that lie elsewhere (drivers/net/Makefile).
    private static let virtual = ["virtio_net", "xen_netfront"]
    /// A card on one of these buses is not found before the bus is: modules.dep does not know that, either.
    private static let buses = [
        "virtio": ["virtio_pci", "virtio_mmio"], "hv_vmbus": ["pci_hyperv"], "mii": [],
    ]

    /// - Throws: `RootDriversFault` that names all modules which the kernel does not have.
    init(_ request: DriverRequest, _ source: ModuleSource) throws {
        let index = source.index
        var wanted = request.modules
        var names: [String] = request.optionalModules.flatMap { index.find($0) }
        switch request.networkDrivers {
        case .none: break
        case .named(let drivers): wanted += drivers
        case .all:
            names += Self.virtual.flatMap { index.find($0) }
            names += index.order.filter { name in
                let path = index.modules[name]?.path ?? ""
                return Self.folders.contains { path.hasPrefix($0) }
            }
        }
        var missing: [String] = []
        for name in wanted {
            let found = index.find(name)
            if found.isEmpty {
                if index.builtin.contains(ModuleName.normal(name)) {
                    builtin.insert(ModuleName.normal(name))
                } else {
                    missing.append(name)
                }
            }
            names += found
        }
        guard missing.isEmpty else { throw Self.missing(missing, source.release) }
        taken = index.closure(of: names)
        let more = Self.buses.filter { taken.contains($0.key) }.flatMap(\.value)
        taken.formUnion(index.closure(of: more.flatMap { index.find($0) }))
    }

    private static func missing(_ names: [String], _ release: String) -> RootDriversFault {
        let list = names.map { Printable.text($0) }.joined(separator: ", ")
        let (what, has) =
            names.count == 1 ? ("the module \(list)", "is") : ("the modules \(list)", "are")
        // Debian's and Alpine's kernels for virtual machines leave drivers out that their others have.
        let hint =
            if release.contains("-cloud-") {
                "the package linux-image-\(release.split(separator: "-").last ?? "amd64") may have it"
            } else if release.hasSuffix("-virt") {
                "the package linux-lts may have it"
            } else {
                "take a base whose kernel has it"
            }
        return RootDriversFault(
            "stage one needs \(what), which \(has) neither in the root nor built into its kernel "
                + "\(Printable.text(release)); \(hint)")
    }
}
