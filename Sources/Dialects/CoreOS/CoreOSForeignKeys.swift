/// Top-level keys of other systems' cloud-configs that people take along.
enum CoreOSForeignKeys {
    private static let cloudInit: Set<String> = [
        "bootcmd", "runcmd", "packages", "package_update", "package_upgrade", "package_reboot_if_required",
        "mounts",
        "swap", "fs_setup", "disk_setup", "growpart", "resize_rootfs", "groups", "chpasswd", "password",
        "ssh_pwauth",
        "ssh_keys", "ssh_import_id", "disable_root", "locale", "timezone", "ntp", "apt", "yum_repos",
        "ca_certs",
        "final_message", "power_state", "phone_home", "network", "fqdn", "preserve_hostname",
        "manage_resolv_conf",
        "resolv_conf", "write_files_deferred", "apk_repos", "output", "system_info", "snap", "rsyslog",
    ]
    private static let clear: Set<String> = ["service", "envar", "fbootcmd", "wait_for_network"]

    /// What to say of a key; nil where it belongs to no system that is known here.
    static func owner(of key: String) -> String? {
        if key == "rancher" { return "rancher is RancherOS's; here units below coreos.units do such things" }
        if clear.contains(key) { return "\(key) is Clear Linux's; write a unit below coreos.units" }
        guard cloudInit.contains(key) else { return nil }
        switch key {
        case "runcmd", "bootcmd": return "write a unit below coreos.units with command: start that runs them"
        case "mounts": return "write a .mount unit below coreos.units with command: start"
        default: return "\(key) is cloud-init's, which Container Linux does not have"
        }
    }
}
