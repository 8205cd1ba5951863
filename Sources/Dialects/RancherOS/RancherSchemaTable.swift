/// The schema of `config/schema.go` of rancher/os, by release (read from the tags v1.1.0 to v1.5.8) and for BurmillaOS
/// (burmilla/os, config/schema.go).
enum RancherSchemaTable {
    static func top(_ version: RancherOSVersion) -> RancherSchema {
        .object([
            "ssh_authorized_keys": .strings,
            "write_files": .array(
                .object([
                    "encoding": .string, "container": .string, "content": .string, "owner": .string,
                    "path": .string, "permissions": .string,
                ])),
            "hostname": .string, "mounts": .anyArray, "rancher": .object(rancher(version)),
            "runcmd": .anyArray,
            "bootcmd": .anyArray,
        ])
    }

    private static func rancher(_ version: RancherOSVersion) -> [String: RancherSchema] {
        let docker = RancherSchema.object(docker(version))
        let network = RancherSchema.object(network(version))
        var keys: [String: RancherSchema] = [
            "console": .string, "environment": .anyObject, "cloud_init_services": .anyObject,
            "services": .anyObject, "bootstrap": .anyObject, "autoformat": .anyObject,
            "bootstrap_docker": docker, "cloud_init": .object(["datasources": .strings]), "debug": .boolean,
            "rm_usr": .boolean, "no_sharedroot": .boolean, "log": .boolean, "force_console_rebuild": .boolean,
            "recovery": .boolean, "disable": .strings, "services_include": .anyObject, "modules": .strings,
            "network": network, "repositories": .anyObject, "ssh": .object(ssh(version)),
            "state": .object(state(version)), "system_docker": docker, "upgrade": .object(upgrade(version)),
            "docker": docker, "registry_auths": .anyObject, "defaults": .object(defaults(version, network)),
            "resize_device": .string, "sysctl": .anyObject, "restart_services": .anyArray,
            "hypervisor_service": .boolean, "shutdown_timeout": .integer,
        ]
        if version.isAtLeast(1, 5, 5) { keys["http_load_retries"] = .integer }
        if version.isAtLeast(1, 4) { keys["preload_wait"] = .boolean }
        if !version.isAtLeast(1, 5) { keys["default_network"] = .anyObject }
        return keys
    }

    private static func network(_ version: RancherOSVersion) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = [
            "pre_cmds": .strings, "dns": .anyObject, "interfaces": .anyObject, "post_cmds": .strings,
            "http_proxy": .string, "https_proxy": .string, "no_proxy": .string,
        ]
        if version.isAtLeast(1, 5) {
            keys["dhcp_timeout"] = .integer
            keys["wifi_networks"] = .anyObject
            keys["modem_networks"] = .anyObject
        }
        return keys
    }

    private static func upgrade(_ version: RancherOSVersion) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = ["url": .string, "image": .string, "rollback": .string]
        if version.hasUpgradePolicy { keys["policy"] = .string }
        return keys
    }

    private static func docker(_ version: RancherOSVersion) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = [
            "engine": .string, "tls": .boolean, "tls_args": .strings, "args": .strings,
            "extra_args": .strings,
            "server_cert": .string, "server_key": .string, "ca_cert": .string, "ca_key": .string,
            "environment": .strings, "storage_context": .string, "exec": .booleanOrNull, "bridge": .string,
            "config_file": .string, "containerd": .string, "debug": .booleanOrNull, "exec_root": .string,
            "group": .string, "host": .anyArray, "live_restore": .booleanOrNull, "log_driver": .string,
            "log_opts": .anyObject, "pid_file": .string, "registry_mirror": .string,
            "restart": .booleanOrNull,
            "storage_driver": .string, "userland_proxy": .booleanOrNull, "insecure_registry": .strings,
        ]
        if version.isAtLeast(1, 4) { keys["bip"] = .string }
        if version.isBurmilla {
            keys["data_root"] = .string
            keys["userns_enabled"] = .booleanOrNull
        } else {
            keys["graph"] = .string
            keys["selinux_enabled"] = .booleanOrNull
        }
        return keys
    }

    private static func ssh(_ version: RancherOSVersion) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = ["keys": .anyObject, "daemon": .boolean]
        if version.isAtLeast(1, 3) {
            keys["port"] = .integer
            keys["listen_address"] = .string
        }
        return keys
    }

    private static func state(_ version: RancherOSVersion) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = [
            "directory": .string, "fstype": .string, "dev": .string, "wait": .boolean, "required": .boolean,
            "autoformat": .strings, "mdadm_scan": .boolean, "script": .string, "oem_fstype": .string,
            "oem_dev": .string,
        ]
        if version.isAtLeast(1, 4, 1) { keys["rngd"] = .boolean }
        if version.isAtLeast(1, 5) {
            keys["cryptsetup"] = .boolean
            keys["lvm_scan"] = .boolean
            keys["boot_fstype"] = .string
            keys["boot_dev"] = .string
        }
        return keys
    }

    private static func defaults(
        _ version: RancherOSVersion, _ network: RancherSchema
    ) -> [String: RancherSchema] {
        var keys: [String: RancherSchema] = ["hostname": .string, "docker": .anyObject, "network": network]
        if version.isAtLeast(1, 4, 2) { keys["system_docker_logs"] = .string }
        return keys
    }
}
