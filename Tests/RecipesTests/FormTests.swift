import Testing

@testable import Recipes

/// The forms of strings and numbers, one good and many bad ones each.
struct FormTests {
    private static let digest = String(repeating: "0a", count: 32)
    private static let long = String(repeating: "x", count: 256)

    static let good: [(TextForm, [String])] = [
        (.line, ["", "größer 🙂", "a  b"]),
        (.block, ["", "a\n\tb\n"]),
        (.anything, ["\0\u{1b}"]),
        (.name, ["a", "0", "worker-1.5_x", String(repeating: "a", count: 64)]),
        (.version, ["1.5.8", "v3.20", "3.23.0_rc1", "41.20250101.3.0", "2:1.0-1~bpo+1"]),
        (.imagePath, ["/a", "/etc/ssl/ä", "/..a", "/a b"]),
        (.imageFolder, ["/", "/opt"]),
        (.localPath, ["a", "../a", "/a", "./a//b", "a:b"]),
        (.member, ["a", "boot/vmlinuz", "..a/b"]),
        (
            .source,
            [
                "https://example.org/a%20b?x=y#z", "http://user:pw@10.0.0.1:80/x", "file:/a", "file:///a",
                "apt:busybox-static",
                "vmlinuz", "../a:b", "HTTPS://example.org/",
            ]
        ),
        (.address, ["https://example.org/SHA256SUMS", "SHA256SUMS", "file:x"]),
        (.mirror, ["http://10.0.0.1:5000", "https://mirror.example.org/v2/", "http://[fd00::1]:5000/"]),
        (.bootAddress, ["http://10.0.0.1/kimage/", "tftp://boot/x", "https://boot_1.lab/"]),
        (.sha256, [digest, digest.uppercased()]),
        (.fingerprint, [String(digest.prefix(40)), "F88C FEDE FF29 A5B4 D952  3864 E25D 9AED 0593 B34A"]),
        (.linkTarget, ["x", "../x", "/a/b/"]),
        (.kernelWord, ["quiet", "a=\"b c\"", "--", "a=ä"]),
        (.hostname, ["node-1", "a.b.c", "N1"]),
        (.key, ["keys/a.pub", "ssh-ed25519 AAAA me@here", "ssh-keys.pub"]),
        (.registry, ["docker.io", "10.0.0.1:5000", "[fd00::1]:5000", "[::1]", "*", "registry_1"]),
        (
            .image,
            [
                "busybox:1.36", "docker.io/library/busybox:1.36", "10.0.0.1:5000/a/b_c:v1.2-x",
                "quay.io/a/b@sha256:\(digest)", "[fd00::1]:5000/a:1",
            ]
        ),
        (.endpoint, ["https://10.0.0.1", "http://s:8080/v1/projects/1a5", "10.0.0.1:6443", "api.lab"]),
        (.nodeAddress, ["10.0.0.11", "eth0", "fd00::1", "::1", "n1.lab", "enp3s0"]),
        (.keyHash, ["sha256:\(digest)"]),
        (.environment, ["CLUSTER_TOKEN", "_x1"]),
        (.userName, ["core", "_a-1"]),
        (.registryUser, ["lab", "lab user"]),
        (.capabilities, ["=", "cap_net_raw=ep", "CAP_NET_RAW,cap_net_admin+ep 40=ep", "cap_chown=eip-i"]),
        (.package, ["openssh", "libstdc++", "docker>=28", "py3-foo=1.2_p1-r0", "htop@edge"]),
        (.machine, ["10.0.0.1", "boot_1.lab", "s"]),
        (.rootExport, ["/srv/kimage/worker", "worker", "/", "a@b:c+1"]),
        (
            .iscsiName,
            ["iqn.2026-01.org.example:worker", "iqn.1999-12.org.example", "iqn.2001-04.com.a:b.c-d"]
        ),
        (.rootAddress, ["http://10.0.0.1/kimage/worker/rootfs.squashfs", "http://s:8080/x"]),
        (.mountOptions, ["rsize=1048576,timeo=600", "noatime", "sec=sys,addr=10.0.0.1"]),
        (.share, ["1%", "75%", "100%", "512m", "2G", "900000k"]),
        (.module, ["virtio_net", "8021q", "e1000e", "snd-pcm"]),
        (.nfsPlace, ["10.0.0.1:/srv/state", "s.lab:/"]),
        (.diskLabel, ["STATE", "kimage-state_1.0"]),
    ]

    static let bad: [(TextForm, [String])] = [
        (.line, ["a\nb", "\u{7f}", "\u{9b}x"]),
        (.block, ["\u{1b}[0m", "\0", "a\rb"]),
        (.name, ["", "A", ".a", "-a", "a b", "a/b", "é", String(repeating: "a", count: 65), "a\u{301}"]),
        (.version, ["", "../1", "1/2", "-1", "1 2", "1\n", String(repeating: "1", count: 65), "latest?"]),
        (
            .imagePath,
            [
                "", "/", "a", "//a", "/a/", "/a//b", "/./a", "/a/..", "/../a", "/a\nb", "/a\0", "/\(long)",
                "/a/\u{301}/../b", "~/a",
            ]
        ),
        (.imageFolder, ["", "opt", "/opt/", "/.."]),
        (.localPath, ["", "https://a/b", "~/a", "a\0b", long]),
        (.member, ["", "/a", "a/../b", "a//b", "a/", "./a"]),
        (
            .source,
            [
                "", "ftp://a/b", "https://", "https:///a", "https://a b/", "http://a/\n", "http://a/é",
                "http://a/${b}", "apt:",
                "apt:A", "file:", "file://", "http://a:99999/", "http://a:/", "http://[::1/", "http://[x]/",
                "oci://a/b",
            ]
        ),
        (.address, ["apt:busybox", "ftp://a/b"]),
        (
            .mirror,
            [
                "", "10.0.0.1:5000", "tftp://a/", "http://u@a/", "http://a/?b", "http://a/#b", "file:/a",
                "http://a:0",
            ]
        ),
        (
            .bootAddress,
            ["", "/kimage", "ftp://a/", "http://u:p@a/", "http://a/${net0/mac}", "http://a/\u{1b}"]
        ),
        (
            .sha256,
            [
                "", "0a", "sha256:\(digest)", String(digest.dropLast()) + "g", digest + "0",
                "ａ" + digest.dropFirst(),
            ]
        ),
        (.linkTarget, ["", "a\0", "a\nb"]),
        (.kernelWord, ["", "a b", " ", "a=\"b", "a\nb", "a\tb", "a\0", "\u{85}"]),
        (
            .hostname,
            [
                "", "-a", "a-", "a..b", "a_b", "a.", ".a", "node-{{ node.name }}",
                String(repeating: "a", count: 65), "ä",
            ]
        ),
        (.key, ["", "-----BEGIN OPENSSH PRIVATE KEY-----", "https://example.org/a.pub", "a\nb"]),
        (
            .registry,
            [
                "", "https://docker.io", "docker.io/library", "a b", "a:", "a:x", "a:70000", "[::1]x", "a..b",
                "é",
            ]
        ),
        (
            .image,
            [
                "", "busybox", "https://a/b:1", "A/b:1", "a:", "a b:1", "a//b:1", "a@sha256:00", "a/b:-x y",
                "a:1@b@c",
            ]
        ),
        (.endpoint, ["", "ftp://a/", "https://", "a b", "https://u:p@a/", "a:x", "https://a/?b"]),
        (.nodeAddress, ["", "-x", "a b", "eth0/24", "$(id)", "é"]),
        (
            .fingerprint,
            ["", String(digest.prefix(39)), "E25D9AED0593B34A", String(repeating: "g", count: 40)]
        ),
        (.keyHash, ["", digest, "sha256:00", "sha1:\(digest)"]),
        (.environment, ["", "1A", "A-B", "A B", "abcdef.0123456789abcdef", "é"]),
        (.userName, ["", "1a", "Root", "a b", "-a", String(repeating: "a", count: 33)]),
        (.registryUser, ["", "a:b", "a\n"]),
        (
            .capabilities,
            [
                "", " ", "cap_net_raw", "=ep", "all=ep", "cap_nett_raw=ep", "net_raw=ep", "64=ep",
                "cap_net_raw=x",
                "cap_net_raw+", "cap_net_raw=ep cap_chown=p", "cap_chown,=p",
            ]
        ),
        (.package, ["", "a b", "-x", "a;b", ">=1", "é", "a/b"]),
        (.machine, ["", "10.0.0.1:80", "http://s", "[fd00::1]", "fd00::1", "a b", "s/x", "ä"]),
        (.rootExport, ["", "a b", "../x", "/srv/../etc", "a\"b", "a;b", "ä", "a\nb"]),
        (
            .iscsiName,
            [
                "", "worker", "iqn.2026-13.org.x", "iqn.26-01.org.x", "iqn.2026-01.", "eui.02004567A425678D",
                "iqn.2026-01.org.X", "iqn.2026-01.org.x:\(long)",
            ]
        ),
        (.rootAddress, ["", "https://s/x", "tftp://s/x", "/x", "http://", "http://s/x?y", "http://u@s/x"]),
        (.mountOptions, ["", "a b", "a;b", "$(id)", "a\"", "ä"]),
        (.share, ["", "0%", "101%", "75", "%", "75%%", "1t", "-1m", "512mb", "1.5g"]),
        (.module, ["", "a.ko", "a/b", "a b", "-a;", "ä", String(repeating: "a", count: 65)]),
        (.nfsPlace, ["", "srv/state", "10.0.0.1", "10.0.0.1:srv", "s:80:/x", ":/x", "s:/a/../b"]),
        (.diskLabel, ["", "a b", "a/b", "LABEL=x", "ä"]),
    ]

    @Test(arguments: good)
    func goodOnes(_ form: TextForm, _ texts: [String]) {
        for text in texts {
            let fault = form.fault(in: text)
            #expect(fault == nil, "\(form) \(text)")
        }
    }

    @Test(arguments: bad)
    func badOnes(_ form: TextForm, _ texts: [String]) {
        for text in texts {
            let fault = form.fault(in: text)
            #expect(fault != nil, "\(form) \(text)")
        }
    }

    @Test func everyFormIsTested() {
        let untested: Set<TextForm> = [.system]
        #expect(Set(Self.good.map(\.0)) == Set(TextForm.allCases).subtracting(untested))
        #expect(
            Set(Self.bad.map(\.0)) == Set(TextForm.allCases).subtracting(untested).subtracting([.anything]))
    }

    @Test func hintsAreRight() {
        #expect(TextForm.imagePath.fault(in: "etc/motd")?.hint == "write \"/etc/motd\"")
        #expect(TextForm.imagePath.fault(in: "/etc//./motd/")?.hint == "write \"/etc/motd\"")
        #expect(TextForm.imagePath.fault(in: "a/../b")?.hint == nil)
        #expect(TextForm.member.fault(in: "/boot//x")?.hint == "write \"boot/x\"")
        #expect(TextForm.registry.fault(in: "https://a:1/v2")?.hint == "write \"a:1\"")
        #expect(TextForm.source.fault(in: "http://a/b c")?.hint == "write %20")
        #expect(TextForm.source.fault(in: "http://a/é")?.hint == "write %C3%A9")
        #expect(TextForm.kernelWord.fault(in: "a b")?.hint == "write \"a\", \"b\"")
    }

    @Test func modes() {
        #expect(ModeText.value(of: "644") == 0o644)
        #expect(ModeText.value(of: "4755") == 0o4755)
        #expect(ModeText.value(of: "0000") == 0)
        for text in ["", "44", "07777", "0o644", "888", "+644", "64４", "-644"] {
            #expect(ModeText.value(of: text) == nil)
        }
        #expect(ModeText.quoted(from: "644") == "\"0644\"")
        #expect(ModeText.quoted(from: "0o4755") == "\"4755\"")
        #expect(ModeText.quoted(from: "0x1a4") == nil)
        #expect(ModeText.quoted(from: "89") == nil)
    }

    @Test func owners() {
        #expect(OwnerText.value(of: "root:root") == .root)
        #expect(OwnerText.value(of: "0:root") == .root)
        #expect(OwnerText.value(of: "1000:100") == Owner(uid: 1000, gid: 100))
        #expect(OwnerText.value(of: "4294967294:0") == Owner(uid: 4_294_967_294, gid: 0))
        for text in [
            "", "0", ":", "0:", ":0", "0:0:0", "core:core", "-1:0", "+1:0", "4294967295:0", "99999999999:0",
            "１:0",
        ] {
            #expect(OwnerText.value(of: text) == nil, "\(text)")
        }
    }

    @Test func sizes() {
        #expect(SizeText.value(of: "120MiB") == 125_829_120)
        #expect(SizeText.value(of: "1GiB") == 1 << 30)
        #expect(SizeText.value(of: "500MB") == 500_000_000)
        #expect(SizeText.value(of: "7B") == 7)
        #expect(SizeText.value(of: "1kB") == 1000)
        #expect(SizeText.value(of: "16777215TiB") == 16_777_215 << 40)
        let bad = [
            "", "1", "MiB", "0MiB", "1.5GiB", "1 GiB", "-1GiB", "1mib", "1GiBx", "16777216TiB", "1\u{212a}iB",
            "１MiB",
        ]
        for text in bad { #expect(SizeText.value(of: text) == nil, "\(text)") }
    }

    @Test func durations() {
        #expect(DurationText.seconds(of: "5s") == 5)
        #expect(DurationText.seconds(of: "2m") == 120)
        #expect(DurationText.seconds(of: "0s") == 0)
        for text in [
            "", "s", "5", "5 s", "-5s", "5h", "1.5s", "99999999999999999999s", "9223372036854775807m",
            "5\u{600}s",
        ] {
            #expect(DurationText.seconds(of: text) == nil, "\(text)")
        }
    }
}
