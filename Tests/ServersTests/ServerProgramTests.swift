import FoundationEssentials
import Glibc
import Recipes
import Servers
import TestSupport
import Testing

/// Every file in the test mode of its program. Each is skipped where the program is missing.
@Suite struct ServerProgramTests {
    /// Every kind of image that has golden files.
    private static let images =
        RootType.allCases.flatMap { [Samples.image($0), Samples.bareImage($0)] }
        + [Samples.image(.nfs, version: "3")]

    private static func has(_ program: String) -> Bool {
        ChildProgram.exists(program) || access("/usr/sbin/\(program)", X_OK) == 0
    }

    /// Writes the files of an image; the folders that they name are in the same place.
    private func write(_ image: ServedImage, _ scratch: Scratch) throws -> ServerPlaces {
        var places = ServerPlaces()
        places.images = scratch.path + "/www"
        places.tftp = scratch.path + "/tftp"
        places.run = scratch.path
        places.webLogs = scratch.path
        places.webUser = geteuid() == 0 ? "www-data" : nil
        places.webTemporary = scratch.path
        places.bind = "127.0.0.1"
        places.tree = scratch.path + "/tree"
        for file in try image.files(places) { try scratch.write(file.path, file.text) }
        return places
    }

    @Test(.enabled(if: has("dnsmasq"), "dnsmasq is missing")) func dnsmasq() throws {
        for image in Self.images {
            let scratch = try Scratch()
            _ = try write(image, scratch)
            for name in ["dnsmasq.conf", "dnsmasq-proxy.conf"] {
                let result = try ChildProgram.run([
                    "/usr/sbin/dnsmasq", "--test", "-C", "\(scratch.path)/dhcp/\(name)",
                ])
                #expect(result.status == 0, "\(name): \(result.errors)")
            }
        }
    }

    /// Also opens the ports: of this machine, since it has not the server's address.
    @Test(
        .enabled(if: geteuid() == 0, "port 80 needs root rights"),
        .enabled(if: has("nginx") && ChildProgram.exists("openssl"), "nginx or openssl is missing"))
    func nginx() throws {
        var elsewhere = Samples.image(.http)
        elsewhere.root.url = "http://10.0.0.2:8080/roots/a+b.squashfs"
        elsewhere.bootURL = "https://boot.example.org/"
        for image in Self.images + [elsewhere] {
            let scratch = try Scratch()
            _ = try write(image, scratch)
            try ChildProgram.expectSuccess([
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj",
                "/CN=boot.example.org", "-keyout", scratch.path + "/tls.key", "-out",
                scratch.path + "/tls.crt",
            ])
            let path = scratch.path + "/http/nginx.conf"
            let text = String(decoding: try readFile(path), as: UTF8.self)
            try writeFile(path, Array(text.replacing("/etc/kimage-http", with: scratch.path).utf8))
            let result = try ChildProgram.run(["/usr/sbin/nginx", "-t", "-c", path])
            #expect(result.status == 0, "\(result.errors)")
            #expect(!result.errors.contains("[warn]"), "\(result.errors)")
        }
    }

    @Test(.enabled(if: has("systemd-analyze") && has("nbdkit"), "systemd-analyze or nbdkit is missing"))
    func unit() throws {
        for image in [Samples.image(.nbd), Samples.bareImage(.nbd)] {
            let scratch = try Scratch()
            _ = try write(image, scratch)
            let result = try ChildProgram.run([
                "systemd-analyze", "verify", "--man=no", "\(scratch.path)/nbd/nbdkit.service",
            ])
            #expect(result.status == 0, "\(result.errors)")
            #expect(!result.errors.contains("nbdkit.service:"), "\(result.errors)")
        }
    }

    @Test(.enabled(if: has("shellcheck"), "shellcheck is missing")) func scripts() throws {
        for image in Self.images {
            for file in try image.files() where file.isExecutable {
                let scratch = try Scratch()
                let path = try scratch.write("script.sh", file.text)
                let result = try ChildProgram.run(["shellcheck", path])
                #expect(result.status == 0, "\(file.path): \(String(decoding: result.output, as: UTF8.self))")
            }
        }
    }

    /// The calls that tgt-admin would make of targets.conf are those of tgtadm.sh.
    @Test(
        .enabled(if: geteuid() == 0, "tgt-admin works for root only"),
        .enabled(if: has("tgt-admin"), "tgt is missing"))
    func target() throws {
        let scratch = try Scratch()
        let places = try write(Samples.image(.iscsi), scratch)
        let image = try scratch.write("www/worker/rootfs.squashfs", [UInt8](repeating: 0, count: 4096))
        #expect(image == places.images + "/worker/rootfs.squashfs")
        let pretended = try ChildProgram.expectSuccess([
            "/usr/sbin/tgt-admin", "--pretend", "-e", "-c", "\(scratch.path)/iscsi/targets.conf",
        ])
        let called = try ChildProgram.run([
            "sh", "-c", "tgtadm() { echo tgtadm \"$@\"; }; . \"$0\"", "\(scratch.path)/iscsi/tgtadm.sh",
        ])
        func words(_ output: ChildProgram.Output) -> Set<String> {
            Set(
                output.lines.filter { $0.hasPrefix("tgtadm ") }.map { line in
                    line.replacing("\"", with: "").replacing("--lun=", with: "--lun ").split(separator: " ")
                        .joined(separator: " ")
                })
        }
        #expect(words(called).count == 5, "\(called.status) \(called.errors)")
        #expect(words(called) == words(pretended))
    }
}
