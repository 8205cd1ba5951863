/// Typical mistakes, each with the place where it is told.
enum RancherOSExamples {
    static let all = text + schema + types + applying + node + userData

    static let text: [RancherOSExample] = [
        .init("not-yaml", 2, 1, "rancher:\n\tdebug: true\n"),
        .init("not-yaml", 2, 9, "ssh_authorized_keys: [a, b\nhostname: x\n"),
        .init("not-yaml", 1, 11, "runcmd: [ http://host/x ]\n"),
        .init("not-yaml", 3, 1, "hostname: x\n...\ngarbage\n"),
        .init("not-yaml", 1, 3, "? [a]\n: b\n"),
        .init("crlf", 1, 1, "hostname: x\r\n"),
        .init("empty", 1, 1, "#cloud-config\n"),
        .init("not-a-map", 1, 1, "- a\n- b\n"),
        .init("not-a-map", 1, 1, "just a text\n"),
        .init("duplicate-key", 1, 1, "hostname: a\nhostname: b\n"),
        .init("merge-key", 3, 5, "rancher:\n  environment:\n    <<: x\n"),
        .init("further-document", 2, 1, "hostname: x\n---\nhostname: y\n"),
        .init("unprintable", 1, 11, "hostname: \"x\u{1F389}\"\n"),
        .init("unprintable", 3, 14, "write_files:\n  - path: /a\n    content: \"\\e[1m\"\n"),
        .init("non-ascii", 1, 11, "hostname: \u{e4}pfel\n"),
        .init("non-ascii", 1, 3, "  \u{e9}: 1\n"),
        .init("non-ascii-changed", 1, 11, "hostname: 10\u{20ac}\n"),
        .init("substitution", 2, 1, "hostname: x\nruncmd: [\"echo $private_ipv4\"]\n"),
    ]

    static let schema: [RancherOSExample] = [
        .init("unknown-key", 2, 3, "rancher:\n  debgu: true\n"),
        .init("unknown-key", 3, 5, "rancher:\n  ssh:\n    permit_root: true\n"),
        .init("unknown-key", 1, 1, "ssh-authorized-keys: [a]\n"),
        .init("foreign-key", 1, 1, "users: [a]\n"),
        .init("foreign-key", 1, 1, "coreos: {}\n"),
        .init("key-case", 1, 1, "Hostname: x\n"),
        .init("schema-type", 1, 11, "hostname: 42\n"),
        .init("schema-type", 1, 1, "hostname:\n"),
        .init("schema-type", 2, 10, "rancher:\n  debug: \"true\"\n"),
        .init("refused-type", 3, 22, "rancher:\n  docker:\n    registry_mirror: [a]\n"),
        .init("refused-type", 1, 9, "runcmd: echo hello\n"),
        .init("refused-type", 2, 12, "rancher:\n  modules: nbd\n"),
        .init("repeated-item", 3, 3, "ssh_authorized_keys:\n- a\n- a\n"),
        .init("key-not-text", 3, 5, "rancher:\n  environment:\n    ON: x\n"),
        .init("not-a-number", 1, 11, "hostname: .nan\n"),
        .init(
            "unknown-field", 5, 9, "rancher:\n  network:\n    interfaces:\n      eth0:\n        adress: x\n"),
        .init("unknown-field", 4, 7, "rancher:\n  services:\n    a:\n      imgae: x\n"),
    ]

    static let types: [RancherOSExample] = [
        .init("wrong-type", 2, 5, "runcmd:\n  - echo note: x\n"),
        .init("wrong-type", 1, 18, "runcmd: [[sleep, 5]]\n"),
        .init("wrong-type", 1, 12, "runcmd: [ [false] ]\n"),
        .init("wrong-type", 2, 3, "mounts:\n- /dev/vda /mnt\n"),
        .init("wrong-type", 4, 16, "rancher:\n  services:\n    a:\n      volumes: /a:/b\n"),
        .init("wrong-type", 4, 19, "rancher:\n  services:\n    a:\n      privileged: sure\n"),
        .init("wrong-type", 5, 12, "rancher:\n  services:\n    a:\n      labels:\n        x: true\n"),
        .init("wrong-type", 3, 11, "rancher:\n  repositories:\n    core: http://h\n"),
        .init(
            "wrong-type", 5, 14, "rancher:\n  network:\n    interfaces:\n      eth0:\n        mtu: jumbo\n"),
        .init("wrong-type", 4, 20, "rancher:\n  network:\n    dns:\n      nameservers: 1.1.1.1\n"),
        .init("wrong-type", 3, 18, "rancher:\n  registry_auths:\n    \"host:5000\": dGVzdA==\n"),
        .init("empty-number", 3, 11, "rancher:\n  ssh:\n    port: \"\"\n"),
        .init("empty-service", 3, 5, "rancher:\n  services:\n    web:\n"),
        .init("command-syntax", 4, 16, "rancher:\n  services:\n    a:\n      command: \"it's\"\n"),
        .init("empty-map", 1, 1, "rancher:\n"),
        .init("empty-map", 2, 3, "rancher:\n  services:\n"),
    ]

    static let applying: [RancherOSExample] = [
        .init("file-path", 2, 3, "write_files:\n- content: x\n"),
        .init("file-path", 2, 9, "write_files:\n- path: /etc/..\n"),
        .init("file-encoding", 3, 13, "write_files:\n- path: /a\n  encoding: text/plain\n  content: x\n"),
        .init("file-not-base64", 4, 12, "write_files:\n- path: /a\n  encoding: b64\n  content: \"a b\"\n"),
        .init("file-not-gzip", 4, 12, "write_files:\n- path: /a\n  encoding: gz+b64\n  content: aGVsbG8=\n"),
        .init(
            "file-encoding-old", 3, 13, "write_files:\n- path: /a\n  encoding: b64\n  content: YQ==\n",
            version: "1.3.0"),
        .init("file-permissions", 3, 16, "write_files:\n- path: /a\n  permissions: \"0o644\"\n"),
        .init("file-permissions-number", 3, 16, "write_files:\n- path: /a\n  permissions: 0644\n"),
        .init("file-permissions-bits", 3, 16, "write_files:\n- path: /a\n  permissions: \"04755\"\n"),
        .init("mount-fields", 2, 3, "mounts:\n- [a, b]\n"),
        .init("mount-fields", 2, 3, "mounts:\n- [a, b, nfs4]\n"),
        .init("mount-fields-swap", 2, 3, "mounts:\n- [a, \"\", swap]\n"),
        .init("mount-fields-many", 2, 3, "mounts:\n- [a, b, ext4, \"\", \"0\", \"0\"]\n"),
        .init("command-list", 2, 4, "runcmd:\n- [echo hello]\n"),
        .init("ssh-key-empty", 2, 3, "ssh_authorized_keys:\n- \"\"\n"),
    ]

    static let node: [RancherOSExample] = [
        .init("bootcmd-diskless", 1, 1, "bootcmd: [a]\n"),
        .init("state-diskless", 3, 5, "rancher:\n  state:\n    dev: LABEL=RANCHER_STATE\n"),
        .init("state-autoformat", 3, 5, "rancher:\n  state:\n    autoformat: [/dev/sda]\n"),
        .init("datasource-unknown", 3, 19, "rancher:\n  cloud_init:\n    datasources: [nocloud]\n"),
        .init(
            "datasource-unknown", 4, 7, "rancher:\n  cloud_init:\n    datasources:\n    - \"tftp:h/f\"\n",
            version: "1.5.1"),
        .init("datasource-empty", 3, 19, "rancher:\n  cloud_init:\n    datasources: [url]\n"),
        .init(
            "datasources-lost", 3, 18, "rancher:\n  cloud_init:\n    datasources: [\"url:http://h/f\"]\n",
            version: "1.1.2"),
        .init("reserved-service", 3, 5, "rancher:\n  services:\n    rancher-agent: {image: x}\n"),
        .init(
            "agent-image", 4, 14,
            "rancher:\n  services:\n    a:\n      image: rancher/agent:v1\n      command: --server https://h\n"
        ),
        .init("agent-arguments", 4, 7, "rancher:\n  services:\n    a:\n      server: https://h\n"),
        .init(
            "daemon-json", 3, 12,
            "write_files:\n- path: /etc/docker/daemon.json\n  content: '{\"hosts\": []}'\n"),
        .init("mirror-scheme", 3, 22, "rancher:\n  docker:\n    registry_mirror: host:5000\n"),
    ]

    static let userData: [RancherOSExample] = [
        .init("header-missing", 1, 1, "hostname: x\n", delivery: .userData),
        .init("header-missing", 1, 1, "\n#cloud-config\nhostname: x\n", delivery: .userData),
        .init("header-missing", 1, 1, "#Cloud-Config\nhostname: x\n", delivery: .userData),
        .init("header-unknown", 1, 1, "", delivery: .userData),
        .init("header-unknown", 1, 1, "#include\nhttp://h/f\n", delivery: .userData),
        .init("byte-order-mark", 1, 1, "\u{feff}#cloud-config\nhostname: x\n", delivery: .userData),
        .init("compressed-damaged", 1, 1, "\u{1f}\u{8b}", delivery: .userData),
        .init("script-crlf", 1, 1, "#!/bin/sh\r\ntrue\r\n", delivery: .userData),
        .init("compose-header", 1, 1, "#compose\r\nweb: {image: x}\r\n", delivery: .userData),
        .init("compose-broken", 2, 1, "#compose\n- a\n", delivery: .userData),
        .init("wrong-type", 2, 14, "#compose\nweb: {image: [x]}\n", delivery: .userData),
        .init(
            "datasources-in-user-data", 4, 18,
            "#cloud-config\nrancher:\n  cloud_init:\n    datasources: [ec2]\n", delivery: .userData),
    ]
}
