/// The keys of Container Linux Configs (config/types/*.go of ct).
enum LegacySchema {
    static func fields(_ type: ButaneType) -> [ButaneField] { all[type] ?? [] }

    private static func texts(_ names: String...) -> [ButaneField] { names.map { ButaneField($0, .text) } }
    private static func flags(_ names: String...) -> [ButaneField] { names.map { ButaneField($0, .flag) } }
    private static func wholes(_ names: String...) -> [ButaneField] { names.map { ButaneField($0, .whole) } }
    private static func lists(_ names: String...) -> [ButaneField] {
        names.map { ButaneField($0, .list(.text)) }
    }

    private static let account =
        texts("gecos", "home_dir", "primary_group", "shell")
        + flags("no_create_home", "no_user_group", "system")
        + flags("no_log_init") + lists("groups") + wholes("uid")

    private static let node =
        texts("filesystem", "path") + flags("overwrite") + [
            ButaneField("user", .optional(.owner)), ButaneField("group", .optional(.owner)),
        ]

    private static let reference = texts("source") + [ButaneField("verification", .object(.verification))]

    private static let all: [ButaneType: [ButaneField]] = [
        .config: wholes("version") + [
            ButaneField("ignition", .object(.ignition)), ButaneField("storage", .object(.storage)),
            ButaneField("systemd", .object(.systemd)), ButaneField("networkd", .object(.networkd)),
            ButaneField("passwd", .object(.passwd)), ButaneField("etcd", .optional(.legacyEtcd)),
            ButaneField("flannel", .optional(.legacyFlannel)),
            ButaneField("update", .optional(.legacyUpdate)),
            ButaneField("docker", .optional(.legacyDocker)),
            ButaneField("locksmith", .optional(.legacyLocksmith)),
        ],
        .ignition: [
            ButaneField("config", .object(.ignitionConfig)), ButaneField("timeouts", .object(.timeouts)),
            ButaneField("security", .object(.security)),
        ],
        .ignitionConfig: [
            ButaneField("append", .list(.object(.configReference))),
            ButaneField("replace", .optional(.configReference)),
        ],
        .configReference: reference,
        .timeouts: wholes("http_response_headers", "http_total"),
        .security: [ButaneField("tls", .object(.tls))],
        .tls: [ButaneField("certificate_authorities", .list(.object(.configReference)))],
        .verification: [ButaneField("hash", .object(.legacyHash))],
        .legacyHash: texts("function", "sum"),
        .storage: [
            ButaneField("disks", .list(.object(.disk))), ButaneField("raid", .list(.object(.raid))),
            ButaneField("filesystems", .list(.object(.filesystem))),
            ButaneField("files", .list(.object(.file))),
            ButaneField("directories", .list(.object(.directory))),
            ButaneField("links", .list(.object(.link))),
        ],
        .disk: texts("device") + flags("wipe_table") + [
            ButaneField("partitions", .list(.object(.partition)))
        ],
        .partition: texts("label", "size", "start", "guid", "type_guid") + wholes("number"),
        .raid: texts("name", "level") + lists("devices", "options") + wholes("spares"),
        .filesystem: texts("name", "path") + [ButaneField("mount", .optional(.legacyMount))],
        .legacyMount: texts("device", "format", "label", "uuid") + flags("wipe_filesystem") + lists("options")
            + [ButaneField("create", .optional(.legacyCreate))],
        .legacyCreate: flags("force") + lists("options"),
        .file: node + wholes("mode") + flags("append") + [ButaneField("contents", .object(.resource))],
        .resource: texts("inline", "local") + [ButaneField("remote", .object(.legacyRemote))],
        .legacyRemote: texts("url", "compression") + [ButaneField("verification", .object(.verification))],
        .directory: node + wholes("mode"),
        .link: node + flags("hard") + texts("target"),
        .owner: wholes("id") + texts("name"),
        .passwd: [
            ButaneField("users", .list(.object(.user))), ButaneField("groups", .list(.object(.group))),
        ],
        .user: texts("name", "password_hash") + lists("ssh_authorized_keys") + account + [
            ButaneField("create", .optional(.legacyAccount))
        ],
        .legacyAccount: account,
        .group: texts("name", "password_hash") + wholes("gid") + flags("system"),
        .systemd: [ButaneField("units", .list(.object(.unit)))],
        .unit: texts("name", "contents") + flags("enable", "enabled", "mask") + [
            ButaneField("dropins", .list(.object(.dropin)))
        ],
        .dropin: texts("name", "contents"),
        .networkd: [ButaneField("units", .list(.object(.networkdUnit)))],
        .networkdUnit: texts("name", "contents") + [ButaneField("dropins", .list(.object(.dropin)))],
        .legacyDocker: lists("flags"),
        .legacyUpdate: texts("group", "server"),
        .legacyLocksmith: LegacyServices.locksmith.map { ButaneField($0.key, .text) },
        .legacyFlannel: texts("version", "network_config")
            + LegacyServices.flannel.map { ButaneField($0, .text) } + flags("kube_subnet_mgr"),
    ]
}
