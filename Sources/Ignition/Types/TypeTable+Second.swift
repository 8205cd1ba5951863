extension TypeTable {
    /// Spec 2.0 to 2.5 (coreos/ignition v0.35.0, config/v2_*/types/schema.go).
    static let secondGeneration: [IgnitionType: [TypeField]] = storage2.merging(other2) { first, _ in first }

    private static let referenceFields = [
        TypeField("httpHeaders", .list(.object(.httpHeader)), since: 4), TypeField("source", .text),
        TypeField("verification", .object(.verification)),
    ]

    /// What a user may say directly since 2.1, and within `create` in all versions.
    private static func account(since: Int) -> [TypeField] {
        [
            TypeField("gecos", .text, since: since), TypeField("groups", .list(.text), since: since),
            TypeField("homeDir", .text, since: since), TypeField("noCreateHome", .flag, since: since),
            TypeField("noLogInit", .flag, since: since), TypeField("noUserGroup", .flag, since: since),
            TypeField("primaryGroup", .text, since: since), TypeField("shell", .text, since: since),
            TypeField("system", .flag, since: since), TypeField("uid", .natural, since: since, until: 0),
            TypeField("uid", .whole, since: 1),
        ]
    }

    private static let other2: [IgnitionType: [TypeField]] = [
        .config: [
            TypeField("ignition", .object(.ignition)), TypeField("networkd", .object(.networkd)),
            TypeField("passwd", .object(.passwd)), TypeField("storage", .object(.storage)),
            TypeField("systemd", .object(.systemd)),
        ],
        .ignition: [
            TypeField("config", .object(.ignitionConfig)), TypeField("proxy", .object(.proxy), since: 4),
            TypeField("security", .object(.security), since: 2),
            TypeField("timeouts", .object(.timeouts), since: 1), TypeField("version", .text),
        ],
        .ignitionConfig: [
            TypeField("append", .list(.object(.reference))),
            TypeField("replace", .object(.reference), isOptional: true),
        ],
        .reference: referenceFields,
        .fileContents: referenceFields + [TypeField("compression", .text)],
        .verification: [TypeField("hash", .text)],
        .security: [TypeField("tls", .object(.tls))],
        .tls: [TypeField("certificateAuthorities", .list(.object(.reference)))],
        .timeouts: [TypeField("httpResponseHeaders", .whole), TypeField("httpTotal", .whole)],
        .proxy: [
            TypeField("httpProxy", .text), TypeField("httpsProxy", .text), TypeField("noProxy", .list(.text)),
        ],
        .httpHeader: [TypeField("name", .text), TypeField("value", .text)],
        .passwd: [
            TypeField("groups", .list(.object(.passwdGroup))),
            TypeField("users", .list(.object(.passwdUser))),
        ],
        .passwdGroup: [
            TypeField("gid", .natural, until: 0), TypeField("gid", .whole, since: 1),
            TypeField("name", .text),
            TypeField("passwordHash", .text), TypeField("system", .flag),
        ],
        .passwdUser: account(since: 1) + [
            TypeField("create", .object(.userCreate), isOptional: true), TypeField("name", .text),
            TypeField("passwordHash", .text), TypeField("sshAuthorizedKeys", .list(.text)),
        ],
        .userCreate: account(since: 0),
        .systemd: [TypeField("units", .list(.object(.unit)))],
        .unit: [
            TypeField("contents", .text), TypeField("dropins", .list(.object(.dropin))),
            TypeField("enable", .flag), TypeField("enabled", .flag, since: 1), TypeField("mask", .flag),
            TypeField("name", .text),
        ],
        .dropin: [TypeField("contents", .text), TypeField("name", .text)],
        .networkd: [TypeField("units", .list(.object(.networkdUnit)))],
        .networkdUnit: [
            TypeField("contents", .text), TypeField("dropins", .list(.object(.networkdDropin)), since: 2),
            TypeField("name", .text),
        ],
        .networkdDropin: [TypeField("contents", .text), TypeField("name", .text)],
    ]

    private static let nodeFields = [
        TypeField("filesystem", .text), TypeField("group", .object(.nodeGroup)),
        TypeField("overwrite", .flag, since: 2), TypeField("path", .text),
        TypeField("user", .object(.nodeUser)),
    ]

    private static let storage2: [IgnitionType: [TypeField]] = [
        .storage: [
            TypeField("directories", .list(.object(.directory)), since: 1),
            TypeField("disks", .list(.object(.disk))), TypeField("files", .list(.object(.file))),
            TypeField("filesystems", .list(.object(.filesystem))),
            TypeField("links", .list(.object(.link)), since: 1), TypeField("raid", .list(.object(.raid))),
        ],
        .directory: nodeFields + [TypeField("mode", .whole)],
        .file: nodeFields + [
            TypeField("append", .flag, since: 2), TypeField("contents", .object(.fileContents)),
            TypeField("mode", .natural, until: 0), TypeField("mode", .whole, since: 1),
        ],
        .link: nodeFields + [TypeField("hard", .flag), TypeField("target", .text)],
        .nodeUser: [TypeField("id", .whole), TypeField("name", .text, since: 1)],
        .nodeGroup: [TypeField("id", .whole), TypeField("name", .text, since: 1)],
        .disk: [
            TypeField("device", .text), TypeField("partitions", .list(.object(.partition))),
            TypeField("wipeTable", .flag),
        ],
        .partition: [
            TypeField("guid", .text, since: 1), TypeField("label", .text), TypeField("number", .whole),
            TypeField("shouldExist", .flag, since: 3), TypeField("size", .natural, until: 0),
            TypeField("size", .whole, since: 1), TypeField("sizeMiB", .whole, since: 3),
            TypeField("start", .natural, until: 0), TypeField("start", .whole, since: 1),
            TypeField("startMiB", .whole, since: 3), TypeField("typeGuid", .text),
            TypeField("wipePartitionEntry", .flag, since: 3),
        ],
        .raid: [
            TypeField("devices", .list(.text)), TypeField("level", .text), TypeField("name", .text),
            TypeField("options", .list(.text), since: 2), TypeField("spares", .whole),
        ],
        .filesystem: [
            TypeField("mount", .object(.mount), isOptional: true), TypeField("name", .text),
            TypeField("path", .text),
        ],
        .mount: [
            TypeField("create", .object(.mountCreate), isOptional: true), TypeField("device", .text),
            TypeField("format", .text), TypeField("label", .text, since: 1),
            TypeField("options", .list(.text), since: 1), TypeField("uuid", .text, since: 1),
            TypeField("wipeFilesystem", .flag, since: 1),
        ],
        .mountCreate: [TypeField("force", .flag), TypeField("options", .list(.text))],
    ]
}
