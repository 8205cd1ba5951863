extension TypeTable {
    /// Spec 3.0 to 3.7 (coreos/ignition, config/v3_*/types/schema.go).
    static let thirdGeneration: [IgnitionType: [TypeField]] = storage3.merging(other3) { first, _ in first }

    private static let resourceFields = [
        TypeField("compression", .text), TypeField("httpHeaders", .list(.object(.httpHeader)), since: 1),
        TypeField("source", .text), TypeField("verification", .object(.verification)),
    ]

    private static let other3: [IgnitionType: [TypeField]] = [
        .config: [
            TypeField("ignition", .object(.ignition)),
            TypeField("kernelArguments", .object(.kernelArguments), since: 3),
            TypeField("passwd", .object(.passwd)), TypeField("storage", .object(.storage)),
            TypeField("systemd", .object(.systemd)),
        ],
        .ignition: [
            TypeField("config", .object(.ignitionConfig)), TypeField("proxy", .object(.proxy), since: 1),
            TypeField("security", .object(.security)), TypeField("timeouts", .object(.timeouts)),
            TypeField("version", .text),
        ],
        .ignitionConfig: [
            TypeField("merge", .list(.object(.reference)), until: 0),
            TypeField("merge", .list(.object(.resource)), since: 1),
            TypeField("replace", .object(.reference), until: 0),
            TypeField("replace", .object(.resource), since: 1),
        ],
        .reference: [TypeField("source", .text), TypeField("verification", .object(.verification))],
        .resource: resourceFields,
        .fileContents: resourceFields,
        .verification: [TypeField("hash", .text)],
        .security: [TypeField("tls", .object(.tls))],
        .tls: [
            TypeField("certificateAuthorities", .list(.object(.reference)), until: 0),
            TypeField("certificateAuthorities", .list(.object(.resource)), since: 1),
        ],
        .timeouts: [TypeField("httpResponseHeaders", .whole), TypeField("httpTotal", .whole)],
        .proxy: [
            TypeField("httpProxy", .text), TypeField("httpsProxy", .text), TypeField("noProxy", .list(.text)),
        ],
        .httpHeader: [TypeField("name", .text), TypeField("value", .text)],
        .kernelArguments: [
            TypeField("shouldExist", .list(.text)), TypeField("shouldNotExist", .list(.text)),
        ],
        .passwd: [
            TypeField("groups", .list(.object(.passwdGroup))),
            TypeField("users", .list(.object(.passwdUser))),
        ],
        .passwdGroup: [
            TypeField("gid", .whole), TypeField("name", .text), TypeField("passwordHash", .text),
            TypeField("shouldExist", .flag, since: 2), TypeField("system", .flag),
        ],
        .passwdUser: [
            TypeField("gecos", .text), TypeField("groups", .list(.text)), TypeField("homeDir", .text),
            TypeField("name", .text), TypeField("noCreateHome", .flag), TypeField("noLogInit", .flag),
            TypeField("noUserGroup", .flag), TypeField("passwordHash", .text),
            TypeField("primaryGroup", .text),
            TypeField("sshAuthorizedKeys", .list(.text)), TypeField("shell", .text),
            TypeField("shouldExist", .flag, since: 2), TypeField("system", .flag), TypeField("uid", .whole),
        ],
        .systemd: [TypeField("units", .list(.object(.unit)))],
        .unit: [
            TypeField("contents", .text), TypeField("dropins", .list(.object(.dropin))),
            TypeField("enabled", .flag), TypeField("mask", .flag), TypeField("name", .text),
        ],
        .dropin: [TypeField("contents", .text), TypeField("name", .text)],
    ]

    private static let nodeFields = [
        TypeField("group", .object(.nodeGroup)), TypeField("overwrite", .flag), TypeField("path", .text),
        TypeField("user", .object(.nodeUser)),
    ]

    private static let storage3: [IgnitionType: [TypeField]] = [
        .storage: [
            TypeField("directories", .list(.object(.directory))), TypeField("disks", .list(.object(.disk))),
            TypeField("files", .list(.object(.file))), TypeField("filesystems", .list(.object(.filesystem))),
            TypeField("links", .list(.object(.link))), TypeField("luks", .list(.object(.luks)), since: 2),
            TypeField("raid", .list(.object(.raid))),
        ],
        .directory: nodeFields + [TypeField("mode", .whole)],
        .file: nodeFields + [
            TypeField("append", .list(.object(.resource))), TypeField("contents", .object(.resource)),
            TypeField("mode", .whole),
        ],
        .link: nodeFields + [TypeField("hard", .flag), TypeField("target", .text)],
        .nodeUser: [TypeField("id", .whole), TypeField("name", .text)],
        .nodeGroup: [TypeField("id", .whole), TypeField("name", .text)],
        .disk: [
            TypeField("device", .text), TypeField("partitions", .list(.object(.partition))),
            TypeField("wipeTable", .flag),
        ],
        .partition: [
            TypeField("guid", .text), TypeField("label", .text), TypeField("number", .whole),
            TypeField("resize", .flag, since: 2), TypeField("shouldExist", .flag),
            TypeField("sizeMiB", .whole),
            TypeField("startMiB", .whole), TypeField("typeGuid", .text),
            TypeField("wipePartitionEntry", .flag),
        ],
        .raid: [
            TypeField("devices", .list(.text)), TypeField("level", .text), TypeField("name", .text),
            TypeField("options", .list(.text)), TypeField("spares", .whole),
        ],
        .filesystem: [
            TypeField("device", .text), TypeField("format", .text), TypeField("label", .text),
            TypeField("mountOptions", .list(.text), since: 1), TypeField("options", .list(.text)),
            TypeField("path", .text), TypeField("uuid", .text), TypeField("wipeFilesystem", .flag),
        ],
        .luks: [
            TypeField("cex", .object(.cex), since: 5),
            TypeField("clevis", .object(.clevis), until: 2, isOptional: true),
            TypeField("clevis", .object(.clevis), since: 3), TypeField("device", .text),
            TypeField("discard", .flag, since: 4), TypeField("keyFile", .object(.resource)),
            TypeField("label", .text), TypeField("name", .text),
            TypeField("openOptions", .list(.text), since: 4), TypeField("options", .list(.text)),
            TypeField("uuid", .text), TypeField("wipeVolume", .flag),
        ],
        .clevis: [
            TypeField("custom", .object(.clevisCustom), until: 2, isOptional: true),
            TypeField("custom", .object(.clevisCustom), since: 3), TypeField("tang", .list(.object(.tang))),
            TypeField("threshold", .whole), TypeField("tpm2", .flag),
        ],
        .clevisCustom: [
            TypeField("config", .text), TypeField("needsNetwork", .flag), TypeField("pin", .text),
        ],
        .tang: [
            TypeField("advertisement", .text, since: 4), TypeField("thumbprint", .text),
            TypeField("url", .text),
        ],
        .cex: [TypeField("enabled", .flag)],
    ]
}
