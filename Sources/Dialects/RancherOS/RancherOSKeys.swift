import Provisioning

/// Keys that people write although RancherOS does not have them, and what to write instead.
enum RancherOSKeys {
    /// Keys of cloud-init and coreos-cloudinit at the top, with the way of RancherOS.
    static let foreign: [String: String] = [
        "users": "the only user is \"rancher\"; put keys into ssh_authorized_keys",
        "groups": "make groups with a command in runcmd",
        "packages": "there is no package manager; run the program as a service of rancher.services",
        "package_update": "there is no package manager",
        "package_upgrade": "there is no package manager",
        "apt": "there is no package manager", "apt_sources": "there is no package manager",
        "yum_repos": "there is no package manager", "snap": "there is no package manager",
        "coreos":
            "units, etcd, fleet and update are Container Linux's; write services under rancher.services",
        "manage_etc_hosts": "write /etc/hosts with write_files",
        "network": "put it under \"rancher:\"; the keys there are RancherOS's own",
        "ssh_import_id": "put the keys themselves into ssh_authorized_keys",
        "ssh_pwauth": "write /etc/ssh/sshd_config with write_files",
        "ssh_keys": "put host keys under rancher.ssh.keys",
        "disable_root": "there is no login as root", "password": "use rancher.password on the kernel line",
        "chpasswd": "use rancher.password on the kernel line",
        "fqdn": "use hostname", "preserve_hostname": "use hostname",
        "timezone": "link /etc/localtime in runcmd",
        "locale": "there are no locales", "ntp": "use rancher.services.ntp or write /etc/ntp.conf",
        "swap": "use mounts with the type swap", "growpart": "use rancher.resize_device",
        "resize_rootfs": "use rancher.resize_device", "disk_setup": "use rancher.state.autoformat",
        "fs_setup": "use rancher.state.autoformat", "power_state": "use a command in runcmd",
        "final_message": "use a command in runcmd", "phone_home": "use a command in runcmd",
        "output": "the log is in /var/log/cloud-init-execute.log",
        "ca_certs": "write /etc/docker/certs.d/HOST/ca.crt or append to /etc/ssl/certs/ca-certificates.crt",
        "ca-certs": "write /etc/docker/certs.d/HOST/ca.crt or append to /etc/ssl/certs/ca-certificates.crt",
        "hosts": "write /etc/hosts with write_files", "services": "put it under \"rancher:\"",
        "k3os": "that is k3OS's", "storage": "that is Ignition's", "systemd": "that is Ignition's",
        "passwd": "that is Ignition's", "ignition": "that is Ignition's",
    ]

    /// A hint for a key that another release has, or that stands on the kernel line.
    static func known(_ path: String, _ version: RancherOSVersion) -> String? {
        switch path {
        case "rancher.password", "rancher.autologin":
            return "it is looked for on the kernel line only"
        case "rancher.hostname":
            return "hostname stands at the top, not under rancher"
        case "rancher.state.formatzero":
            return "it was removed with v0.7.0; autoformat does the same"
        case "rancher.default_network":
            return "since v1.5.0 it is rancher.defaults.network"
        case "rancher.ssh_authorized_keys", "rancher.write_files", "rancher.runcmd", "rancher.mounts":
            return "it stands at the top, not under rancher"
        default: break
        }
        if path.hasSuffix("registry_mirrors") { return "it is \"registry_mirror\", one text" }
        if path.hasSuffix(".graph"), version.isBurmilla { return "BurmillaOS calls it \"data_root\"" }
        if path.hasSuffix(".data_root"), !version.isBurmilla { return "RancherOS calls it \"graph\"" }
        if path.hasPrefix("write_files["), path.hasSuffix(".append") || path.hasSuffix(".defer") {
            return "that is cloud-init's; the file is written over"
        }
        if path.contains("-"), !path.hasPrefix("write_files") {
            return "RancherOS writes keys with underscores"
        }
        return nil
    }
}
