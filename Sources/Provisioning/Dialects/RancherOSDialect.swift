import Recipes

/// The cloud-config that RancherOS 1.5 reads: its keys and types, and what its loader does with the rest.
///
/// Keys and types are those of `config/schema.go` of rancher/os v1.5.8; what the loader does with a wrong value was
/// seen with that release's own program.
package enum RancherOSDialect {
    /// Everything wrong with a configuration that will be embedded in a node without a disk.
    package static func check(_ config: CloudConfig) -> Diagnostics {
        var checker = ShapeChecker(system: "RancherOS")
        checker.check(config.pairs, keys: top, path: "")
        checkFiles(config, &checker)
        checkMounts(config, &checker)
        checkCommands(config, &checker)
        checkRancher(config, &checker)
        return checker.diagnostics
    }

    /// The bytes of the file that is embedded.
    package static func render(_ config: CloudConfig) -> [UInt8] {
        Array(("#cloud-config\n" + (config.pairs.isEmpty ? "" : YAMLEmitter.emit(config.node))).utf8)
    }

    private static func checkFiles(_ config: CloudConfig, _ checker: inout ShapeChecker) {
        for item in config["write_files"]?.items ?? [] {
            if item["path"] == nil {
                checker.error(at: item.position, "an item of \"write_files\" names no \"path\"")
            }
            if let encoding = item["encoding"]?.text,
                ![
                    "b64", "base64", "gz", "gzip", "gz+base64", "gzip+base64",
                    "gz+b64", "gzip+b64", "",
                ].contains(encoding)
            {
                checker.error(
                    at: item["encoding"]?.position,
                    "RancherOS does not know the encoding \"\(encoding)\" and skips the file without a word",
                    hint: "use b64, gzip or gz+b64, or leave the key out for plain text")
            }
            if let mode = item["permissions"]?.text, !isOctalMode(mode) {
                checker.error(
                    at: item["permissions"]?.position,
                    "\"permissions\" must be three or four octal digits in quotes; found \"\(mode)\"")
            }
        }
    }

    private static func isOctalMode(_ text: String) -> Bool {
        (3...4).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    }

    private static func checkMounts(_ config: CloudConfig, _ checker: inout ShapeChecker) {
        for item in config["mounts"]?.items ?? [] where item.items?.count != 4 {
            checker.error(
                at: item.position,
                "a mount must be a list of exactly 4 texts; with fewer RancherOS's cloud-init crashes, and "
                    + "neither later mounts nor runcmd are carried out",
                hint: "[device, mount point, type, options]")
        }
    }

    private static func checkCommands(_ config: CloudConfig, _ checker: inout ShapeChecker) {
        for item in config["runcmd"]?.items ?? [] {
            let parts = item.items ?? [item]
            for part in parts where part.text == nil || part.isNull || part.bool != nil {
                checker.error(
                    at: part.position ?? item.position,
                    "a command must be a text or a list of texts; RancherOS drops the whole file over "
                        + part.described,
                    hint: "write it in quotes")
            }
        }
        if let bootcmd = config["bootcmd"] {
            checker.error(
                at: bootcmd.position,
                "\"bootcmd\" never runs on a node without a disk: RancherOS runs it only while it looks for its "
                    + "state device",
                hint: "use runcmd")
        }
    }

    private static func checkRancher(_ config: CloudConfig, _ checker: inout ShapeChecker) {
        let rancher = config["rancher"]
        for key in ["dev", "autoformat", "required", "wait"] {
            if let value = rancher?["state"]?[key] {
                checker.error(
                    at: value.position,
                    "\"rancher.state.\(key)\" makes the node look for a disk; this image runs in RAM",
                    hint: "leave rancher.state out")
            }
        }
        if let service = rancher?["services"]?.pairs?.first(where: { $0.key == "rancher-agent" }) {
            checker.error(
                at: service.keyPosition, "the service name \"rancher-agent\" is reserved by Rancher",
                hint: "call it rancher-agent1")
        }
    }

    private static let engine: [String: Shape] = [
        "engine": .string, "tls": .bool, "tls_args": .strings, "args": .strings, "extra_args": .strings,
        "server_cert": .string, "server_key": .string, "ca_cert": .string, "ca_key": .string,
        "environment": .strings, "storage_context": .string, "exec": .bool, "bridge": .string, "bip": .string,
        "config_file": .string, "containerd": .string, "debug": .bool, "exec_root": .string, "group": .string,
        "graph": .string, "host": .strings, "live_restore": .bool, "log_driver": .string, "log_opts": .map,
        "pid_file": .string, "registry_mirror": .string, "restart": .bool, "selinux_enabled": .bool,
        "storage_driver": .string, "userland_proxy": .bool, "insecure_registry": .strings,
    ]

    private static let network: [String: Shape] = [
        "pre_cmds": .strings, "post_cmds": .strings, "dhcp_timeout": .integer, "dns": .map,
        "interfaces": .map,
        "http_proxy": .string, "https_proxy": .string, "no_proxy": .string, "wifi_networks": .map,
        "modem_networks": .map,
    ]

    private static let rancher: [String: Shape] = [
        "console": .string, "environment": .map, "cloud_init_services": .map, "services": .map,
        "bootstrap": .map,
        "autoformat": .map, "bootstrap_docker": .object(engine),
        "cloud_init": .object(["datasources": .strings]), "debug": .bool, "rm_usr": .bool,
        "no_sharedroot": .bool,
        "log": .bool, "force_console_rebuild": .bool, "recovery": .bool, "disable": .strings,
        "services_include": .map, "modules": .strings, "network": .object(network), "repositories": .map,
        "ssh": .object(["keys": .map, "daemon": .bool, "port": .integer, "listen_address": .string]),
        "state": .object([
            "directory": .string, "fstype": .string, "dev": .string, "script": .string, "oem_fstype": .string,
            "oem_dev": .string, "boot_fstype": .string, "boot_dev": .string, "wait": .bool, "required": .bool,
            "mdadm_scan": .bool, "cryptsetup": .bool, "lvm_scan": .bool, "rngd": .bool,
            "autoformat": .strings,
        ]),
        "system_docker": .object(engine), "docker": .object(engine),
        "upgrade": .object(["url": .string, "image": .string, "rollback": .string, "policy": .string]),
        "registry_auths": .map,
        "defaults": .object([
            "hostname": .string, "docker": .map, "network": .object(network), "system_docker_logs": .string,
        ]),
        "resize_device": .string, "sysctl": .map, "restart_services": .list, "hypervisor_service": .bool,
        "shutdown_timeout": .integer, "http_load_retries": .integer, "preload_wait": .bool,
    ]

    private static let top: [String: Shape] = [
        "ssh_authorized_keys": .strings,
        "write_files": .objects([
            "encoding": .string, "container": .string, "content": .string, "owner": .string, "path": .string,
            "permissions": .string,
        ]),
        "hostname": .string, "mounts": .list, "runcmd": .list, "bootcmd": .list, "rancher": .object(rancher),
    ]
}
