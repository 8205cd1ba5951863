/// The keys of coreos-cloudinit v1.14.0 (its config/*.go).
enum CoreOSSchema {
    static let root = CoreOSType.structure([
        CoreOSField("ssh_authorized_keys", .list(.string)),
        CoreOSField("coreos", coreos),
        CoreOSField("write_files", .list(file)),
        CoreOSField("hostname", .string),
        CoreOSField("users", .list(user)),
        CoreOSField("manage_etc_hosts", .string),
    ])

    static let coreos = CoreOSType.structure([
        CoreOSField(
            "etcd", CoreOSEtcdSchema.etcd, deprecated: "etcd is no longer shipped in Container Linux"),
        CoreOSField(
            "etcd2", CoreOSEtcdSchema.etcd2, deprecated: "etcd2 is no longer shipped in Container Linux"),
        CoreOSField("flannel", flannel),
        CoreOSField("fleet", fleet, deprecated: "fleet is no longer shipped in Container Linux"),
        CoreOSField("locksmith", locksmith),
        CoreOSField(
            "oem",
            .structure(CoreOSField.all(.string, ["id", "name", "version_id", "home_url", "bug_report_url"]))),
        CoreOSField(
            "update",
            .structure(
                [CoreOSField("reboot_strategy", .string, pattern: .rebootStrategy)]
                    + CoreOSField.all(.string, ["group", "server"]))),
        CoreOSField("units", .list(unit)),
    ])

    static let file = CoreOSType.structure(
        [
            CoreOSField("encoding", .string, pattern: .encoding),
            CoreOSField("permissions", .string, pattern: .permissions),
        ] + CoreOSField.all(.string, ["content", "owner", "path"]))

    static let unit = CoreOSType.structure(
        [
            CoreOSField("command", .string, pattern: .unitCommand),
            CoreOSField("drop_ins", .list(.structure(CoreOSField.all(.string, ["name", "content"])))),
        ] + CoreOSField.all(.string, ["name", "content"])
            + CoreOSField.all(.bool, ["mask", "enable", "runtime"]))

    private static let remote =
        "trying to fetch from a remote endpoint introduces too many intermittent errors"

    static let user = CoreOSType.structure(
        CoreOSField.all(.string, ["name", "passwd", "gecos", "homedir", "primary_group", "shell"])
            + CoreOSField.all(.bool, ["no_create_home", "no_user_group", "system", "no_log_init"])
            + CoreOSField.all(.list(.string), ["ssh_authorized_keys", "groups"])
            + CoreOSField.all(
                .string, ["coreos_ssh_import_github", "coreos_ssh_import_url"], deprecated: remote)
            + CoreOSField.all(.list(.string), ["coreos_ssh_import_github_users"], deprecated: remote))

    private static let flannel = CoreOSType.structure(
        CoreOSField.all(
            .string,
            [
                "etcd_endpoints", "etcd_cafile", "etcd_certfile", "etcd_keyfile", "etcd_prefix",
                "etcd_username",
                "etcd_password", "ip_masq", "subnet_file", "interface", "public_ip",
            ]))

    private static let locksmith = CoreOSType.structure(
        CoreOSField.all(
            .string,
            [
                "endpoint", "etcd_cafile", "etcd_certfile", "etcd_keyfile", "etcd_username", "etcd_password",
                "group",
            ]) + [
                CoreOSField("window_start", .string, pattern: .windowStart),
                CoreOSField("window_length", .string, pattern: .windowLength),
            ])

    private static let fleet = CoreOSType.structure(
        CoreOSField.all(
            .string,
            [
                "agent_ttl", "authorized_keys_file", "etcd_cafile", "etcd_certfile", "etcd_keyfile",
                "etcd_key_prefix", "etcd_servers", "etcd_username", "etcd_password", "metadata", "public_ip",
            ]) + CoreOSField.all(.bool, ["disable_engine", "verify_units"])
            + CoreOSField.all(.float, ["engine_reconcile_interval", "etcd_request_timeout"])
            + CoreOSField.all(.int, ["token_limit", "verbosity"]))
}
