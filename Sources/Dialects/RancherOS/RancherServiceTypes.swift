/// A service of RancherOS: version 1 of Docker Compose as libcompose has it (`ServiceConfigV1`).
enum RancherServiceTypes {
    static let service: [String: GoType] = [
        "build": .string, "cap_add": .list(.string), "cap_drop": .list(.string), "cgroup_parent": .string,
        "cpu_quota": .integer, "cpuset": .string, "cpu_shares": .integer, "command": .own(.command),
        "container_name": .string, "devices": .list(.string), "dns": .own(.stringOrSlice),
        "dns_search": .own(.stringOrSlice), "dockerfile": .string, "domainname": .string,
        "entrypoint": .own(.command), "env_file": .own(.stringOrSlice), "environment": .own(.mapOrSlice),
        "hostname": .string, "image": .string, "labels": .own(.sliceOrMap), "links": .own(.mapOrSlice),
        "log_driver": .string, "mac_address": .string, "mem_limit": .integer, "memswap_limit": .integer,
        "name": .string, "net": .string, "pid": .string, "uts": .string, "ipc": .string,
        "ports": .list(.string), "privileged": .bool, "restart": .string, "read_only": .bool,
        "stdin_open": .bool, "security_opt": .list(.string), "tty": .bool, "user": .string,
        "volume_driver": .string, "volumes": .list(.string), "volumes_from": .list(.string),
        "working_dir": .string, "expose": .list(.string), "external_links": .list(.string),
        "log_opt": .map(.string), "extra_hosts": .list(.string), "ulimits": .own(.ulimits),
    ]
}
