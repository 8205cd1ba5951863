/// Keys that other systems' cloud-configs have and cloud-init has not.
enum CloudInitForeignKeys {
    /// Who reads the key.
    static func owner(_ key: String) -> String? {
        switch key {
        case "rancher": "RancherOS"
        case "coreos": "coreos-cloudinit; use write_files and runcmd with systemctl for units"
        case "service": "Clear Linux; use runcmd with systemctl"
        case "envar", "fbootcmd", "wait_for_network": "Clear Linux"
        case "storage", "systemd", "passwd", "ignition", "variant": "Butane and Ignition"
        case "k3os": "k3OS"
        default: nil
        }
    }
}
