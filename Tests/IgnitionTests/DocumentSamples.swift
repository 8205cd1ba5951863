/// Texts at the edge of what Go's JSON parser and Ignition's search for a version take.
enum DocumentSamples {
    private static func wrap(_ inner: String) -> String { "{\"ignition\":{\"version\":\"3.0.0\"}\(inner)}" }

    static let all: [String] =
        [
            " ", "{}", "[]", "null", "\"x\"", "1", "{\"ignition\":null}", "{\"ignition\":1}",
            "{\"ignition\":{}}",
            "{\"ignition\":{\"version\":3}}", "{\"ignition\":{\"version\":null}}", "{} x", "{}{}", "{\"a\":}",
            "#cloud-config\n", "variant: fcos\n", "\u{feff}{}", wrap("") + "\n", "\t\r\n " + wrap(""),
            "\u{b}" + wrap(""), "\u{a0}" + wrap(""), wrap(",\"a\":01"), wrap(",\"a\":1."), wrap(",\"a\":.5"),
            wrap(",\"a\":-"), wrap(",\"a\":+1"), wrap(",\"a\":1e"), wrap(",\"a\":1e5"), wrap(",\"a\":1E+05"),
            wrap(",\"a\":-0"), wrap(",\"a\":1e999"), wrap(",\"a\":-1e999,\"b\":2"), wrap(",\"a\":NaN"),
            wrap(",\"a\":tru"), wrap(",\"a\":True"), wrap(",\"a\":nulL"), wrap(",\"a\":'x'"), wrap(",a:1"),
            wrap(",\"a\":1,"), wrap(",\"a\":[1,]"), wrap(",\"a\":[,1]"), wrap(",\"a\":[1 2]"),
            wrap(",\"a\":\"\t\""),
            wrap(",\"a\":\"\\x\""), wrap(",\"a\":\"\\u12\""), wrap(",\"a\":\"\\u12G4\""),
            wrap(",\"a\":\"\\ud800\""),
            wrap(",\"a\":\"\\ud83d\\ude00\""), wrap(",\"a\":\"\u{7f}\""), wrap(",\"a\":\"\\/\""),
            wrap(",/*c*/\"a\":1"),
            wrap(",\"a\":" + String(repeating: "[", count: 500) + String(repeating: "]", count: 500)),
            wrap(",\"storage\":null"), wrap(",\"storage\":{\"files\":null}"), wrap(",\"storage\":[]"),
            wrap(",\"storage\":{\"files\":[null]}"), wrap(",\"passwd\":{\"users\":[null]}"),
            wrap(",\"passwd\":{\"users\":[{\"name\":null}]}"),
            wrap(",\"Storage\":{\"files\":[{\"path\":\"x\"}]}"),
            wrap(",\"\u{17f}torage\":{\"files\":[{\"path\":\"x\"}]}"),
            wrap(",\"storage\":{\"lin\u{212a}s\":[{}]}"),
            wrap(",\"passwd\":{\"users\":[{\"name\":\"a\",\"SSHAUTHORIZEDKEYS\":\"x\"}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\"}],\"files\":[{}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\"}]},\"storage\":{\"files\":[{\"path\":\"b\"}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"path\":null}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"mode\":9999,\"mode\":null}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"contents\":null}]}"),
            wrap(
                ",\"storage\":{\"files\":[{\"path\":\"/a\",\"contents\":{\"source\":\"x\"},\"contents\":null}]}"
            ),
            wrap(
                ",\"storage\":{\"disks\":[{\"device\":\"/d\",\"partitions\":[{\"number\":1,\"number\":null}]}]}"
            ),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/e\u{301}\"},{\"path\":\"/\u{e9}\"}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"user\":{\"id\":1,\"name\":\"\"}}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"mode\":420.0}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"mode\":9223372036854775808}]}"),
            wrap(",\"storage\":{\"files\":[{\"path\":\"/a\",\"mode\":-0}]}"),
        ]
        + [
            "3.0.0", "3.0", "3", "3.0.0.0", "v3.0.0", "03.0.0", "3.0.0-", "3.0.0+x", "3.0.0-x", "3.0.0-+",
            " 3.0.0",
            "3.0.0 ", "3.3.0", "3.4.0", "3.4.0-experimental", "3.4.0-dev", "2.3.0", "2.0.0", "1.0.0", "3.1.1",
            "",
            "3.0.+0", "3.0.0_0", "3.0.0-a..b", "99999999999999999999.0.0",
        ].map { "{\"ignition\":{\"version\":\"\($0)\"}}" }
        + [
            "{\"Ignition\":{\"VERSION\":\"3.0.0\"}}",
            "{\"ignition\":{\"version\":\"3.0.0\"},\"ignition\":{}}",
            "{\"ignition\":{\"version\":\"2.0.0\"},\"ignition\":{\"version\":\"3.0.0\"}}",
            "{\"ignition\":{\"version\":\"3.0.0\"},\"Ignition\":{\"version\":\"2.0.0\"}}",
            "{\"ignition\":{\"version\":\"3.0.0\"},\"ignition\":null}",
            "{\"ignitionVersion\":1}",
        ]

    /// Texts that are not UTF-8.
    static let bytes: [[UInt8]] = [
        Array("{\"ignition\":{\"version\":\"3.0.0\"},\"a\":\"".utf8) + [0xff, 0xfe] + Array("\"}".utf8),
        Array("{\"ignition\":{\"version\":\"3.0.0\"},\"".utf8) + [0xc3] + Array("\":1}".utf8),
        Array("{\"ignition\":{\"version\":\"3.0.0\"}}".utf8) + [0xff],
        Array("{\"ignition\":{\"version\":\"3.0.0\"}}".utf8) + [0],
        [0x1f, 0x8b, 8, 0],
    ]
}
