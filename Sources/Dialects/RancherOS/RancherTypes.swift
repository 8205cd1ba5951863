/// The Go types of `config/types.go` of rancher/os v1.5.8 (and of the tags before it), of its `pkg/netconf/types.go` and
/// of engine-api's `AuthConfig`.
enum RancherTypes {
    static func top(_ version: RancherOSVersion) -> GoType {
        .record([
            "ssh_authorized_keys": .list(.string),
            "write_files": .list(
                .record([
                    "encoding": .string, "content": .string, "owner": .string, "path": .string,
                    "permissions": .string, "container": .string,
                ])),
            "hostname": .string, "mounts": .list(.list(.string)), "rancher": .record(rancher(version)),
            "runcmd": .list(.own(.stringAndSlice)), "bootcmd": .list(.own(.stringAndSlice)),
        ])
    }

    private static func rancher(_ version: RancherOSVersion) -> [String: GoType] {
        let docker = GoType.record(docker(version))
        let network = GoType.record(network(version))
        let services = GoType.map(.pointer(.record(RancherServiceTypes.service)))
        var fields: [String: GoType] = [
            "console": .string, "environment": .map(.string), "services": services, "bootstrap": services,
            // Nothing follows these pointers while the configuration is loaded.
            "cloud_init_services": .map(.record(RancherServiceTypes.service)), "bootstrap_docker": docker,
            "cloud_init": .record(["datasources": .list(.string)]), "debug": .bool, "rm_usr": .bool,
            "no_sharedroot": .bool, "log": .bool, "force_console_rebuild": .bool, "recovery": .bool,
            "disable": .list(.string), "services_include": .map(.bool), "modules": .list(.string),
            "network": network, "repositories": .map(.record(["url": .string])), "ssh": .record(ssh(version)),
            "state": .record(state(version)), "system_docker": docker, "upgrade": .record(upgrade(version)),
            "docker": docker, "registry_auths": .map(.record(authentication)),
            "defaults": .record(defaults(version, docker, network)), "resize_device": .string,
            "sysctl": .map(.string), "restart_services": .list(.string), "hypervisor_service": .bool,
            "shutdown_timeout": .integer,
        ]
        if version.isAtLeast(1, 5, 5) { fields["http_load_retries"] = .integer }
        if version.isAtLeast(1, 4) { fields["preload_wait"] = .bool }
        if !version.isAtLeast(1, 5) { fields["default_network"] = network }
        return fields
    }

    private static func docker(_ version: RancherOSVersion) -> [String: GoType] {
        var fields: [String: GoType] = [
            "engine": .string, "tls": .bool, "tls_args": .list(.string), "extra_args": .list(.string),
            "server_cert": .string, "server_key": .string, "ca_cert": .string, "ca_key": .string,
            "environment": .list(.string), "storage_context": .string, "exec": .bool, "bridge": .string,
            "config_file": .string, "containerd": .string, "debug": .bool, "exec_root": .string,
            "group": .string, "host": .list(.string), "insecure_registry": .list(.string),
            "live_restore": .bool, "log_driver": .string, "log_opts": .map(.string), "pid_file": .string,
            "registry_mirror": .string, "restart": .bool, "storage_driver": .string, "userland_proxy": .bool,
        ]
        if version.isAtLeast(1, 4) { fields["bip"] = .string }
        if version.isBurmilla {
            fields["data_root"] = .string
            fields["userns_enabled"] = .bool
        } else {
            fields["graph"] = .string
            fields["selinux_enabled"] = .bool
        }
        return fields
    }

    private static func network(_ version: RancherOSVersion) -> [String: GoType] {
        var interface: [String: GoType] = [
            "match": .string, "dhcp": .bool, "dhcp_args": .string, "address": .string,
            "addresses": .list(.string), "ipv4ll": .bool, "gateway": .string, "gateway_ipv6": .string,
            "mtu": .integer, "bridge": .string, "bond": .string, "bond_opts": .map(.string),
            "post_up": .list(.string), "pre_up": .list(.string), "vlans": .string,
        ]
        if version.isAtLeast(1, 5) { interface["wifi_network"] = .string }
        var fields: [String: GoType] = [
            "pre_cmds": .list(.string), "post_cmds": .list(.string),
            "dns": .record(["nameservers": .list(.string), "search": .list(.string)]),
            "interfaces": .map(.record(interface)), "http_proxy": .string, "https_proxy": .string,
            "no_proxy": .string,
        ]
        if version.isAtLeast(1, 5) {
            fields["dhcp_timeout"] = .integer
            fields["wifi_networks"] = .map(.record(wifi))
            fields["modem_networks"] = .map(.record(["apn": .string, "extra_args": .string]))
        }
        return fields
    }

    private static let wifi: [String: GoType] = [
        "address": .string, "gateway": .string, "scan_ssid": .integer, "ssid": .string, "psk": .string,
        "priority": .integer, "pairwise": .string, "group": .string, "eap": .string, "identity": .string,
        "anonymous_identity": .string, "ca_certs": .list(.string), "client_certs": .list(.string),
        "private_keys": .list(.string), "private_key_passwds": .list(.string), "phases": .list(.string),
        "eapol_flags": .integer, "key_mgmt": .string, "password": .string,
    ]

    /// Its fields have JSON names only; YAML finds them by the names of the Go fields in any case.
    private static let authentication: [String: GoType] = [
        "username": .string, "password": .string, "auth": .string, "email": .string, "serveraddress": .string,
        "identitytoken": .string, "registrytoken": .string,
    ]

    private static func ssh(_ version: RancherOSVersion) -> [String: GoType] {
        var fields: [String: GoType] = ["keys": .map(.string), "daemon": .bool]
        if version.isAtLeast(1, 3) {
            fields["port"] = .integer
            fields["listen_address"] = .string
        }
        return fields
    }

    private static func state(_ version: RancherOSVersion) -> [String: GoType] {
        var fields: [String: GoType] = [
            "directory": .string, "fstype": .string, "dev": .string, "wait": .bool, "required": .bool,
            "autoformat": .list(.string), "mdadm_scan": .bool, "script": .string, "oem_fstype": .string,
            "oem_dev": .string,
        ]
        if version.isAtLeast(1, 4, 1) { fields["rngd"] = .bool }
        if version.isAtLeast(1, 5) {
            fields["cryptsetup"] = .bool
            fields["lvm_scan"] = .bool
            fields["boot_fstype"] = .string
            fields["boot_dev"] = .string
        }
        return fields
    }

    private static func upgrade(_ version: RancherOSVersion) -> [String: GoType] {
        var fields: [String: GoType] = ["url": .string, "image": .string, "rollback": .string]
        if version.hasUpgradePolicy { fields["policy"] = .string }
        return fields
    }

    private static func defaults(
        _ version: RancherOSVersion, _ docker: GoType, _ network: GoType
    ) -> [String: GoType] {
        var fields: [String: GoType] = ["hostname": .string, "docker": docker, "network": network]
        if version.isAtLeast(1, 4, 2) { fields["system_docker_logs"] = .string }
        return fields
    }
}
