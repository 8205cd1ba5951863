import Recipes

/// The parts of stage one, which its init reads when it needs them.
enum StageOneScripts {
    static let folder = "/kimage/stage-one"

    /// Two of them are programs of their own: what udhcpc runs, and what stays beside the system.
    private static let scripts: [(name: String, text: [UInt8], mode: UInt32)] = [
        ("archive", PackageResources.stage_one_archive_sh, 0o644),
        ("connect", PackageResources.stage_one_connect_sh, 0o644),
        ("dhcp", PackageResources.stage_one_dhcp_sh, 0o755),
        ("drivers", PackageResources.stage_one_drivers_sh, 0o644),
        ("handover", PackageResources.stage_one_handover_sh, 0o644),
        ("keep", PackageResources.stage_one_keep_sh, 0o644),
        ("keeper", PackageResources.stage_one_keeper_sh, 0o755),
        ("lay", PackageResources.stage_one_lay_sh, 0o644),
        ("network", PackageResources.stage_one_network_sh, 0o644),
        ("roots", PackageResources.stage_one_roots_sh, 0o644),
        ("stores", PackageResources.stage_one_stores_sh, 0o644),
        ("system", PackageResources.stage_one_system_sh, 0o644),
        ("verify", PackageResources.stage_one_verify_sh, 0o644),
    ]

    static var items: [PlannedItem] {
        [PlannedItem(path: folder, content: .directory(mode: 0o755, owner: .root))]
            + scripts.map { name, text, mode in
                PlannedItem(
                    path: "\(folder)/\(name).sh", content: .file(.bytes(text), mode: mode, owner: .root))
            }
    }
}
