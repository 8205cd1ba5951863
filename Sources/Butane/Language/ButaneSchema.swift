/// The keys of every structure, by language.
enum ButaneSchema {
    /// The keys that the structure has in this language.
    static func fields(_ type: ButaneType, _ language: ButaneLanguage) -> [ButaneField] {
        if language.isLegacy { return LegacySchema.fields(type) }
        let fields = all[type] ?? []
        var known = fields.filter { $0.since <= language.base }
        if type == .config { known += ButaneFedoraSchema.sections(language) }
        if language.base == 1 { known = known.compactMap { first($0, type) } }
        // Clevis and its custom pin are pointers in base 3.
        if language.base == 3, type == .luks || type == .clevis { known = known.map(asOptional) }
        return known
    }

    static func field(_ name: String, _ type: ButaneType, _ language: ButaneLanguage) -> ButaneField? {
        fields(type, language).first { $0.name == name }
    }

    /// The first base has three kinds of references where the later ones have one.
    private static func first(_ field: ButaneField, _ type: ButaneType) -> ButaneField? {
        var field = field
        switch (type, field.name) {
        case (.resource, "http_headers"), (.resource, "local"): return nil
        case (.ignitionConfig, "replace"): field.shape = .object(.configReference)
        case (.ignitionConfig, _), (.tls, _): field.shape = .list(.object(.configReference))
        default: break
        }
        return field
    }

    private static func asOptional(_ field: ButaneField) -> ButaneField {
        var field = field
        if case .object(let type) = field.shape, type == .clevis || type == .clevisCustom {
            field.shape = .optional(type)
        }
        return field
    }

    private static func texts(_ names: [String], since: Int = 1) -> [ButaneField] {
        names.map { ButaneField($0, .text, since: since) }
    }

    private static func flags(_ names: [String], since: Int = 1) -> [ButaneField] {
        names.map { ButaneField($0, .flag, since: since) }
    }

    private static let node: [ButaneField] = [
        ButaneField("path", .text), ButaneField("overwrite", .flag), ButaneField("user", .object(.owner)),
        ButaneField("group", .object(.owner)),
    ]

    private static let all: [ButaneType: [ButaneField]] = [
        .config: [
            ButaneField("version", .text, isSugar: true), ButaneField("variant", .text, isSugar: true),
            ButaneField("ignition", .object(.ignition)),
            ButaneField("kernel_arguments", .object(.kernelArguments), since: 4),
            ButaneField("passwd", .object(.passwd)), ButaneField("storage", .object(.storage)),
            ButaneField("systemd", .object(.systemd)),
        ],
        .ignition: [
            ButaneField("config", .object(.ignitionConfig)), ButaneField("proxy", .object(.proxy), since: 2),
            ButaneField("security", .object(.security)), ButaneField("timeouts", .object(.timeouts)),
        ],
        .ignitionConfig: [
            ButaneField("merge", .list(.object(.resource))), ButaneField("replace", .object(.resource)),
        ],
        .configReference: [
            ButaneField("source", .text), ButaneField("verification", .object(.verification)),
        ],
        .security: [ButaneField("tls", .object(.tls))],
        .tls: [ButaneField("certificate_authorities", .list(.object(.resource)))],
        .proxy: texts(["http_proxy", "https_proxy"]) + [ButaneField("no_proxy", .list(.text))],
        .timeouts: [ButaneField("http_response_headers", .whole), ButaneField("http_total", .whole)],
        .kernelArguments: [
            ButaneField("should_exist", .list(.text)), ButaneField("should_not_exist", .list(.text)),
        ],
        .passwd: [
            ButaneField("groups", .list(.object(.group))), ButaneField("users", .list(.object(.user))),
        ],
        .group: [ButaneField("gid", .whole)] + texts(["name", "password_hash"])
            + flags(["should_exist"], since: 3) + flags(["system"]),
        .user: texts(["name", "gecos", "home_dir", "password_hash", "primary_group", "shell"])
            + flags(["no_create_home", "no_log_init", "no_user_group", "system"])
            + flags(["should_exist"], since: 3)
            + [
                ButaneField("groups", .list(.text)), ButaneField("ssh_authorized_keys", .list(.text)),
                ButaneField("ssh_authorized_keys_local", .list(.text), since: 5, isSugar: true),
                ButaneField("uid", .whole),
            ],
        .storage: [
            ButaneField("directories", .list(.object(.directory))),
            ButaneField("disks", .list(.object(.disk))),
            ButaneField("files", .list(.object(.file))),
            ButaneField("filesystems", .list(.object(.filesystem))),
            ButaneField("links", .list(.object(.link))), ButaneField("luks", .list(.object(.luks)), since: 3),
            ButaneField("raid", .list(.object(.raid))),
            ButaneField("trees", .list(.object(.tree)), since: 2, isSugar: true),
        ],
        .directory: node + [ButaneField("mode", .whole)],
        .file: node + [
            ButaneField("append", .list(.object(.resource))), ButaneField("contents", .object(.resource)),
            ButaneField("mode", .whole),
        ],
        .link: node + [ButaneField("target", .text), ButaneField("hard", .flag)],
        .owner: [ButaneField("id", .whole), ButaneField("name", .text)],
        .resource: [
            ButaneField("source", .text), ButaneField("compression", .text),
            ButaneField("http_headers", .list(.object(.header))),
            ButaneField("inline", .text, isSugar: true), ButaneField("local", .text, isSugar: true),
            ButaneField("verification", .object(.verification)),
        ],
        .header: texts(["name", "value"]),
        .verification: texts(["hash"]),
        .disk: texts(["device"]) + flags(["wipe_table"]) + [
            ButaneField("partitions", .list(.object(.partition)))
        ],
        .partition: texts(["guid", "label", "type_guid"]) + flags(["resize"], since: 3)
            + flags(["should_exist", "wipe_partition_entry"])
            + ["number", "size_mib", "start_mib"].map { ButaneField($0, .whole) },
        .filesystem: texts(["device", "format", "label", "path", "uuid"]) + flags(["wipe_filesystem"]) + [
            ButaneField("mount_options", .list(.text), since: 2), ButaneField("options", .list(.text)),
            ButaneField("with_mount_unit", .flag, since: 2, isSugar: true),
        ],
        .raid: texts(["level", "name"]) + [
            ButaneField("devices", .list(.text)), ButaneField("options", .list(.text)),
            ButaneField("spares", .whole),
        ],
        .luks: texts(["device", "label", "name", "uuid"]) + flags(["wipe_volume"]) + [
            ButaneField("cex", .object(.cex), since: 6), ButaneField("clevis", .object(.clevis)),
            ButaneField("discard", .flag, since: 5), ButaneField("key_file", .object(.resource)),
            ButaneField("open_options", .list(.text), since: 5), ButaneField("options", .list(.text)),
        ],
        .cex: flags(["enabled"]),
        .clevis: [
            ButaneField("custom", .object(.clevisCustom)), ButaneField("tang", .list(.object(.tang))),
            ButaneField("threshold", .whole), ButaneField("tpm2", .flag),
        ],
        .clevisCustom: texts(["config", "pin"]) + flags(["needs_network"]),
        .tang: texts(["thumbprint", "url"]) + texts(["advertisement"], since: 5),
        .tree: texts(["local", "path"]) + [
            ButaneField("user", .object(.owner), since: 7), ButaneField("group", .object(.owner), since: 7),
            ButaneField("file_mode", .whole, since: 7), ButaneField("dir_mode", .whole, since: 7),
        ],
        .systemd: [
            ButaneField("units", .list(.object(.unit))),
            ButaneField("quadlets", .list(.object(.quadlet)), since: 8, isSugar: true),
        ],
        .unit: texts(["name", "contents"]) + flags(["enabled", "mask"]) + [
            ButaneField("contents_local", .text, since: 5, isSugar: true),
            ButaneField("dropins", .list(.object(.dropin))),
        ],
        .dropin: texts(["name", "contents"]) + [
            ButaneField("contents_local", .text, since: 5, isSugar: true)
        ],
        .quadlet: texts(["name", "contents", "contents_local"]) + flags(["rootful"]) + [
            ButaneField("dropins", .list(.object(.dropin)))
        ],
    ].merging(ButaneFedoraSchema.types) { first, _ in first }
}
