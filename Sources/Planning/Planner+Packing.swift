import Distributions
import Initramfs
import Provisioning
import Recipes

/// Systems that take what a recipe brings in an archive of their own.
extension Planner {
    /// `[alpine]` and whatever else belongs to one system alone.
    mutating func checkOwnTables(_ base: BaseFacts) {
        guard let section = recipe.alpine else { return }
        if !distribution.ownTables.contains(.alpine) {
            diagnostics.error(
                at: section.position,
                "[alpine] is for Alpine Linux alone; this recipe's system is \(distribution.title)",
                hint: "take it out")
        } else if base.parts.contains(.root) {
            diagnostics.error(
                at: section.position,
                "[alpine] is for a base without a root tree, whose packages are installed at boot; this one has a root tree",
                hint: "take [alpine] out, or take a base of a kernel and an initrd alone")
        }
    }

    /// What goes into the image in place of the recipe's files; nil where the system takes them as they are.
    mutating func packed(_ base: BaseFacts, _ configured: Configured, _ compression: Compression) -> Packed? {
        guard !distribution.ownTables.isEmpty else { return nil }
        let request = PackRequest(
            base: base, name: recipe.name, architecture: recipe.architecture, isFolder: inputs.base != nil,
            items: RecipeItems.items(recipe, path: { $0 }).compactMap(provisioned)
                + configured.provisioned.items,
            commandLine: recipe.kernelArguments, files: inputs.provisioning.files, path: path,
            compression: compression, level: recipe.initrd.level?.value)
        do {
            guard let packed = try distribution.pack(request) else { return nil }
            refuseUnpackable(configured)
            for finding in packed.findings { report(finding) }
            return packed
        } catch {
            for item in error.items { report(item) }
            return nil
        }
    }

    /// An item with its contents: files were read beforehand.
    private func provisioned(_ item: PlannedItem) -> ProvisionedItem? {
        let content: ProvisionedItem.Content
        switch item.content {
        case .file(.bytes(let bytes), let mode, let owner): content = .file(bytes, mode: mode, owner: owner)
        case .file(.path(let path), let mode, let owner):
            guard let bytes = inputs.provisioning.files[path] else { return nil }
            content = .file(bytes, mode: mode, owner: owner)
        case .directory(let mode, let owner): content = .directory(mode: mode, owner: owner)
        case .symlink(let target): content = .symlink(target: target)
        case .file(.artifact, _, _), .file(.rootImage, _, _), .file(.image, _, _), .overlay, .device:
            return nil
        }
        return ProvisionedItem(path: item.path, content: content, origin: item.origin)
    }

    private mutating func refuseUnpackable(_ configured: Configured) {
        let hint = "name each as [[file]], [[directory]] and [[link]], or take a base with a root tree"
        for overlay in recipe.overlays {
            diagnostics.error(
                at: overlay.source.position,
                "an overlay cannot be laid over a root that is installed at boot: [alpine] packs files when it plans, and "
                    + "overlays are read later", hint: hint)
        }
        for device in recipe.devices {
            diagnostics.error(
                at: device.path.position,
                "a device cannot be laid over a root that is installed at boot: the kernel makes /dev",
                hint: "take it out")
        }
        refuseCapabilities(
            "the archive that this node unpacks at boot carries none",
            hint: "let the running system set them: runcmd = [\"setcap …\"] in [cloud-config]")
        for image in configured.images {
            diagnostics.error(
                at: image.origin,
                "an archive of container images is too large for the files of a netbooted node",
                hint: "take a base with a root tree, or let nodes pull from the mirror")
        }
    }

    /// The archive holds what the configuration holds, so it is as secret.
    static func servers(_ packed: Packed?, isSecret: Bool) -> [PlannedServerFile] {
        (packed?.servers ?? [:]).sorted { $0.key < $1.key }
            .map { PlannedServerFile(path: $0.key, bytes: $0.value, isSecret: isSecret) }
    }
}
