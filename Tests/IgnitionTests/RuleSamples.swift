import Ignition

/// A configuration for every rule.
enum RuleSamples {
    struct Sample {
        let rule: String
        let specs: IgnitionSpecs
        let text: String
    }

    private static func third(_ rule: String, _ inner: String, version: String = "3.5.0") -> Sample {
        Sample(
            rule: rule, specs: .current, text: "{\"ignition\":{\"version\":\"\(version)\"}" + inner + "}")
    }

    private static func second(_ rule: String, _ inner: String, version: String = "2.3.0") -> Sample {
        Sample(rule: rule, specs: .second, text: "{\"ignition\":{\"version\":\"\(version)\"}" + inner + "}")
    }

    private static func storage(_ rule: String, _ inner: String, version: String = "3.5.0") -> Sample {
        third(rule, ",\"storage\":{\(inner)}", version: version)
    }

    private static func file(_ rule: String, _ inner: String, version: String = "3.5.0") -> Sample {
        storage(rule, "\"files\":[{\(inner)}]", version: version)
    }

    private static func contents(_ rule: String, _ inner: String, version: String = "3.5.0") -> Sample {
        file(rule, "\"path\":\"/a\",\"contents\":{\(inner)}", version: version)
    }

    private static func partition(_ rule: String, _ inner: String) -> Sample {
        storage(rule, "\"disks\":[{\"device\":\"/d\",\"partitions\":[\(inner)]}]")
    }

    private static func filesystem(_ rule: String, _ inner: String, version: String = "3.5.0") -> Sample {
        storage(rule, "\"filesystems\":[{\"device\":\"/d\",\(inner)}]", version: version)
    }

    private static func luks(_ rule: String, _ inner: String) -> Sample {
        storage(rule, "\"luks\":[{\"name\":\"l\",\"device\":\"/d\",\(inner)}]")
    }

    private static func unit(_ rule: String, _ inner: String) -> Sample {
        third(rule, ",\"systemd\":{\"units\":[{\(inner)}]}")
    }

    static let all = document + files + resources + disks + encrypted + units + legacy

    private static let document = [
        Sample(rule: "empty", specs: .current, text: ""),
        Sample(rule: "not-json", specs: .current, text: "{"),
        third("wrong-type", ",\"storage\":1"),
        Sample(rule: "version-unreadable", specs: .current, text: "{}"),
        third("version-unsupported", "", version: "2.3.0"),
        Sample(rule: "version-1", specs: .second, text: "{\"ignitionVersion\":1}"),
        third("unknown-key", ",\"x\":1"),
        third("null-object", ",\"storage\":null"),
        storage("duplicate-entry", "\"files\":[{\"path\":\"/a\"},{\"path\":\"/a\"}]"),
        third("duplicate-name", ",\"storage\":{},\"storage\":{}"),
    ]

    private static let files = [
        file("path-missing", ""), file("path-relative", "\"path\":\"a\""),
        file("path-unclean", "\"path\":\"/a/\""),
        storage(
            "path-below-link",
            "\"files\":[{\"path\":\"/a/b\"}],\"links\":[{\"path\":\"/a\",\"target\":\"/c\"}]"),
        third(
            "path-of-unit",
            ",\"storage\":{\"files\":[{\"path\":\"/etc/systemd/system/a.service\"}]},"
                + "\"systemd\":{\"units\":[{\"name\":\"a.service\",\"contents\":\"[A]\"}]}"),
        file("mode-range", "\"path\":\"/a\",\"mode\":4096"),
        file("mode-special-bits", "\"path\":\"/a\",\"mode\":1024"),
        file("mode-looks-octal", "\"path\":\"/a\",\"mode\":644"),
        file("overwrite-without-source", "\"path\":\"/a\",\"overwrite\":true"),
        file("owner-id-and-name", "\"path\":\"/a\",\"user\":{\"id\":1,\"name\":\"b\"}"),
        storage("link-target", "\"links\":[{\"path\":\"/a\"}]"),
        storage(
            "hard-link-to-directory",
            "\"directories\":[{\"path\":\"/d\"}],\"links\":[{\"path\":\"/a\",\"target\":\"/d\",\"hard\":true}]"
        ),
        storage(
            "hard-link-owner",
            "\"links\":[{\"path\":\"/a\",\"target\":\"/d\",\"hard\":true,\"user\":{\"id\":1}}]"),
        storage("file-below-file", "\"files\":[{\"path\":\"/a\"},{\"path\":\"/a/b\"}]"),
        file("path-root", "\"path\":\"/\""),
    ]

    private static let resources = [
        third("source-missing", ",\"ignition\":{\"config\":{\"merge\":[{}]}}"),
        contents("url-unreadable", "\"source\":\"http://[\""),
        contents("url-scheme", "\"source\":\"ftp://h\""),
        contents("data-url", "\"source\":\"data:,a b\""),
        contents("s3-version", "\"source\":\"s3://b/o?versionId=\""),
        contents("s3-arn", "\"source\":\"arn:aws:s3:::b\""),
        contents("compression", "\"compression\":\"xz\""),
        contents("verification-without-source", "\"verification\":{\"hash\":\"sha512-\"}"),
        contents("hash-malformed", "\"source\":\"data:,\",\"verification\":{\"hash\":\"x\"}"),
        contents("hash-unknown", "\"source\":\"data:,\",\"verification\":{\"hash\":\"md5-x\"}"),
        contents("hash-length", "\"source\":\"data:,\",\"verification\":{\"hash\":\"sha512-x\"}"),
        contents("header-name", "\"source\":\"http://h\",\"httpHeaders\":[{\"value\":\"x\"}]"),
        contents("header-value", "\"source\":\"http://h\",\"httpHeaders\":[{\"name\":\"x\",\"value\":\"\"}]"),
        contents("header-scheme", "\"source\":\"tftp://h\",\"httpHeaders\":[{\"name\":\"x\"}]"),
        third("proxy-scheme", ",\"ignition\":{\"proxy\":{\"httpProxy\":\"socks://h\"}}"),
        third("proxy-insecure", ",\"ignition\":{\"proxy\":{\"httpsProxy\":\"http://h\"}}"),
        contents("not-gzip", "\"source\":\"data:,x\",\"compression\":\"gzip\""),
        contents(
            "hash-mismatch",
            "\"source\":\"data:,x\",\"verification\":{\"hash\":\"sha256-\(String(repeating: "0", count: 64))\"}"
        ),
        third("negative-timeout", ",\"ignition\":{\"timeouts\":{\"httpTotal\":-1}}"),
    ]

    private static let disks = [
        storage("device-missing", "\"disks\":[{}]"),
        partition("partition-number-taken", "{\"number\":1},{\"number\":1}"),
        partition(
            "partitions-overlap",
            "{\"number\":1,\"startMiB\":1,\"sizeMiB\":5},{\"number\":2,\"startMiB\":3,\"sizeMiB\":5}"),
        partition("partition-label-taken", "{\"label\":\"a\"},{\"label\":\"a\",\"number\":1}"),
        partition("partition-absent-with-values", "{\"number\":1,\"shouldExist\":false,\"label\":\"x\"}"),
        partition("partition-unnamed", "{}"),
        partition("partition-label-long", "{\"label\":\"\(String(repeating: "x", count: 37))\"}"),
        partition("partition-label-colon", "{\"label\":\"a:b\"}"),
        partition("guid", "{\"number\":1,\"guid\":\"x\"}"),
        Sample(
            rule: "partition-zero-with-absent", specs: .fedoraCoreOS,
            text:
                "{\"ignition\":{\"version\":\"3.0.0\"},\"storage\":{\"disks\":[{\"device\":\"/d\",\"partitions\":"
                + "[{\"label\":\"a\"},{\"number\":1,\"shouldExist\":false}]}]}}"),
        filesystem("filesystem-format", "\"format\":\"zfs\""),
        filesystem("filesystem-format-missing", "\"path\":\"/a\""),
        filesystem("filesystem-label-long", "\"format\":\"vfat\",\"label\":\"abcdefghijkl\""),
        filesystem(
            "filesystem-virtiofs", "\"format\":\"virtiofs\",\"label\":\"x\"", version: "3.7.0-experimental"),
        storage(
            "filesystem-on-partitioned-disk",
            "\"disks\":[{\"device\":\"/d\",\"partitions\":[{\"number\":1}]}],\"filesystems\":[{\"device\":\"/d\"}]"
        ),
        storage(
            "filesystem-implicit-wipe",
            "\"disks\":[{\"device\":\"/d\",\"wipeTable\":true}],\"filesystems\":[{\"device\":\"/d\"}]"),
        storage("raid-level", "\"raid\":[{\"name\":\"r\",\"devices\":[\"/a\"]}]"),
        storage(
            "raid-spares", "\"raid\":[{\"name\":\"r\",\"level\":\"0\",\"spares\":1,\"devices\":[\"/a\"]}]"),
        storage("raid-devices", "\"raid\":[{\"name\":\"r\",\"level\":\"raid1\"}]"),
    ]

    private static let encrypted = [
        storage("luks-name-slash", "\"luks\":[{\"name\":\"a/b\",\"device\":\"/d\"}]"),
        luks("luks-label-long", "\"label\":\"\(String(repeating: "x", count: 48))\""),
        luks("luks-key-file", "\"keyFile\":{\"source\":\"x\"}"),
        luks(
            "clevis-custom-with-others",
            "\"clevis\":{\"tpm2\":true,\"custom\":{\"pin\":\"tang\",\"config\":\"x\"}}"),
        luks("clevis-pin", "\"clevis\":{\"custom\":{\"config\":\"x\"}}"),
        luks("clevis-config", "\"clevis\":{\"custom\":{\"pin\":\"tang\"}}"),
        luks("tang-thumbprint", "\"clevis\":{\"tang\":[{\"url\":\"http://h\"}]}"),
        luks(
            "tang-advertisement",
            "\"clevis\":{\"tang\":[{\"url\":\"http://h\",\"thumbprint\":\"x\",\"advertisement\":\"{\"}]}"),
        luks("cex-with-others", "\"cex\":{\"enabled\":true},\"clevis\":{\"tpm2\":true}"),
    ]

    private static let units = [
        unit("unit-suffix", "\"name\":\"a\""),
        unit("dropin-suffix", "\"name\":\"a.service\",\"dropins\":[{\"name\":\"a\"}]"),
        unit("unit-text", "\"name\":\"a.service\",\"contents\":\"[A\""),
        unit("unit-install-missing", "\"name\":\"a.service\",\"enabled\":true,\"contents\":\"[A]\""),
        third(
            "template-install-missing",
            ",\"systemd\":{\"units\":[{\"name\":\"a@.service\",\"contents\":\"[A]\"},"
                + "{\"name\":\"a@b.service\",\"enabled\":true}]}"),
        unit("unit-name-slash", "\"name\":\"a/b.service\""),
        third("user-name-missing", ",\"passwd\":{\"users\":[{}]}"),
        third("authorized-key", ",\"passwd\":{\"users\":[{\"name\":\"a\",\"sshAuthorizedKeys\":[\"x\"]}]}"),
    ]

    private static let legacy = [
        second("filesystem-missing", ",\"storage\":{\"files\":[{\"path\":\"/a\",\"mode\":1}]}"),
        second("filesystem-unknown", ",\"storage\":{\"links\":[{\"path\":\"/a\",\"filesystem\":\"x\"}]}"),
        second("filesystem-shadowed", ",\"storage\":{\"filesystems\":[{\"name\":\"root\",\"path\":\"/a\"}]}"),
        second("filesystem-mount-or-path", ",\"storage\":{\"filesystems\":[{\"name\":\"a\"}]}"),
        second("create-mixed", ",\"passwd\":{\"users\":[{\"name\":\"a\",\"uid\":1,\"create\":{}}]}"),
        second("deprecated", ",\"passwd\":{\"users\":[{\"name\":\"a\",\"create\":{}}]}"),
        second("mode-unset", ",\"storage\":{\"files\":[{\"path\":\"/a\",\"filesystem\":\"root\"}]}"),
        second(
            "append-and-overwrite",
            ",\"storage\":{\"files\":[{\"path\":\"/a\",\"append\":true,\"overwrite\":true}]}"),
        second(
            "partitions-misaligned",
            ",\"storage\":{\"disks\":[{\"device\":\"/d\",\"partitions\":[{\"start\":1}]}]}"),
        second(
            "partition-units-mixed",
            ",\"storage\":{\"disks\":[{\"device\":\"/d\",\"partitions\":[{\"size\":1,\"sizeMiB\":1}]}]}"),
        second(
            "partition-label-cut",
            ",\"storage\":{\"disks\":[{\"device\":\"/d\",\"partitions\":[{\"label\":\"a:b\"}]}]}"),
        second("networkd-suffix", ",\"networkd\":{\"units\":[{\"name\":\"a\"}]}"),
    ]
}
