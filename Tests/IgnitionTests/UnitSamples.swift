/// Texts of units at the edge of what Ignition takes.
enum UnitSamples {
    static let fine = [
        "[Unit]\nDescription=x\n\n[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n",
        "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'a \\\n  b'\n[Install]\nWantedBy=x.target",
        "# comment\n[Service]\r\nExecStart=/bin/true\r\n[Install]\r\nWantedBy=x\r\n",
        "[Service]\nEnvironment=A=1\n; comment\nExecStart=\n[Install]\nAlias=b.service\n",
    ]

    static let odd = [
        "", "\n", "x", "[", "[]", "[Install]", "[Install]\n", "[Install]\nx", "[Install]\nx=",
        "[Service]\nfoo\n",
        "[Service]\nfoo", "[Service] x\nA=b\n", "[Service]#c\nA=b\n", "[Service] \t\nA=b\n",
        "[Ser\nvice]\nA=b\n",
        "A=b\n[Service]\nC=d\n", "[Service]\n A = b \n", "[Service]\n=b\n",
        "[Service]\nA=b\\\n\n[Install]\nx=y\n",
        "[Service]\nA=b\\", "[Service]\nA=b \\ \nC\n", "[Service]\nA=b\\\nC\n[Install]\nx=y\n",
        "# c \\\n[Service]\nA=b\n", "# c \\\nmore\n[Service]\nA=b\n", "#\\", "; \\ \n\n[A]\nb=c",
        "[A]\n#c\\\n[Install]\n",
        "[A]\n;x\nb=c\n[Install]", "[A]\nb=c\n[Install]\n#WantedBy=x", "[A]\nü=ö\n[Install]\n\u{a0}W=x",
        "[A]\n\u{85}b=c\n", "[Install]\r\nA=b\r\n", "[Service]\rA=b\r[Install]\rW=x", "[A]\nb\r=c\n",
        "[A]\nb=c\n]\n",
        "#[Install]\nA=b\n", "[A]\nb=c[Install]\nd=e\n", "\u{feff}[A]\nb=c\n", "[A]\r\nb=c\\\r\nd\r\n",
    ]

    /// Lines about as long as the parser's limit, at places about as far as its buffer reaches.
    static func long(_ numbers: inout RandomNumbers) -> String {
        let lead = String(repeating: "[A]\nb=c\n", count: numbers.pick([0, 1, 200, 255, 300, 511, 512, 600]))
        let length = numbers.pick([
            1000, 2039, 2044, 2046, 2047, 2048, 2049, 2050, 3000, 4094, 4096, 5000, 9000,
        ])
        let line = String(repeating: "x", count: length)
        let form = numbers.pick([
            "[A]\nb=\(line)", "[A]\n\(line)=c", "#\(line)\n[A]\nb=c", "[\(line)]\nb=c", line,
        ])
        return lead + form + "\n[Install]\nW=x\n"
    }

    static func good(_ numbers: inout RandomNumbers) -> String { numbers.pick(fine) }

    static func bad(_ numbers: inout RandomNumbers) -> String {
        numbers.chance(3) ? long(&numbers) : numbers.pick(odd)
    }
}
