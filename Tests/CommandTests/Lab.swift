import FoundationEssentials
import TestSupport

/// A recipe with a small base folder and an overlay, in a scratch folder with a cache of its own.
///
/// The base is no system: its kernel is text, so that RAM is not estimated; its initrd is a real archive.
struct Lab {
    let scratch: Scratch
    let environment: [String: String]

    init() throws {
        scratch = try Scratch()
        environment = ["XDG_CACHE_HOME": scratch.path + "/cache", "SOURCE_DATE_EPOCH": ""]
        try scratch.write("base/kernel", "not a kernel\n")
        try scratch.write("tree/usr/share/ros/os-config.yml", "hostname: default\n")
        try scratch.write("tree/usr/lib/keep", "kept\n")
        try scratch.write("tree/init", "#!/bin/sh\n")
        _ = try Command.run(["ln", "-s", "usr/lib", "lib"], in: scratch.path + "/tree")
        let pack =
            "find . -exec touch -h -d @0 {} + && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0 | gzip -n > ../base/initrd"
        let packed = try Command.run(["sh", "-c", pack], in: scratch.path + "/tree")
        guard packed.status == 0 else { throw LabFault(message: packed.errors) }
        try scratch.write(
            "base/base.toml",
            """
            os = "rancheros"
            version = "1.5.8"
            architecture = "x86_64"
            provenance = "stand-in: a test's own archive"
            stand-in = true

            """)
        try scratch.write("overlay/etc/motd", "hello\n")
        try scratch.write("overlay/lib/through-the-link", "in usr/lib\n")
        try scratch.write("overlay/usr/bin/tool", "#!/bin/sh\n")
        _ = try Command.run(["chmod", "755", scratch.path + "/overlay/usr/bin/tool"])
        try scratch.write("cloud.yml", "#cloud-config\nhostname: n1\n")
        try writeRecipe()
    }

    /// Writes lab.toml with some lines more.
    func writeRecipe(_ more: String = "") throws {
        try scratch.write(
            "lab.toml",
            """
            name = "lab"
            [base]
            os = "rancheros"
            [[overlay]]
            source = "overlay"
            [cloud-config]
            file = "cloud.yml"
            \(more)
            """)
    }

    func build(
        _ arguments: [String] = [], environment more: [String: String] = [:], prefix: [String] = [],
        output: String = "out"
    ) throws -> CommandResult {
        try Command.kimage(
            ["build", "lab.toml", "--base", "base", "--output", output] + arguments, in: scratch.path,
            environment: environment.merging(more) { $1 }, prefix: prefix)
    }

    /// The published checksums.
    func sums(_ output: String = "out") throws -> String {
        guard let data = scratch.read("\(output)/lab/SHA256SUMS") else {
            throw LabFault(message: "no SHA256SUMS")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// True where every published file has the digest that SHA256SUMS says, by another program's word.
    func isWhole(_ output: String = "out") throws -> Bool {
        try Command.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"], in: "\(scratch.path)/\(output)/lab"
        ).status
            == 0
    }
}

struct LabFault: Error {
    let message: String
}
