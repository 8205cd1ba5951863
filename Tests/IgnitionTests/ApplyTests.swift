import FoundationEssentials
import Glibc
import Ignition
import Provisioning
import TestSupport
import Testing

/// Debian's real Ignition carries out what the renderer writes, in a tree of its own. Skipped where the program is not
/// installed, and for users other than root: it makes users and gives files away.
@Suite struct ApplyTests {
    private static let program = "/usr/lib/dracut/modules.d/30ignition/ignition"
    private static let isPossible =
        getuid() == 0 && access(program, X_OK) == 0 && ChildProgram.exists("useradd", "groupadd", "usermod")

    /// The least that useradd(8) and Ignition want to see in a root.
    private func makeTree() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("root/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
        try scratch.write("root/etc/shadow", "root:*:19000:0:99999:7:::\n")
        let groups = ["root:x:0:", "sudo:x:27:", "users:x:100:", "docker:x:950:"]
        try scratch.write("root/etc/group", groups.joined(separator: "\n") + "\n")
        try scratch.write("root/etc/gshadow", "root:*::\nsudo:*::\nusers:*::\ndocker:*::\n")
        try scratch.write("root/etc/hostname", "old\n")
        // Debian's Ignition always relabels; there is nothing to label here.
        try scratch.write("root/etc/selinux/config", "SELINUXTYPE=none\n")
        try scratch.write("bin/setfiles", "#!/bin/sh\nexit 0\n")
        chmod(scratch.path + "/bin/setfiles", 0o755)
        // Ignition writes a user's keys as that user, who has to get there.
        chmod(scratch.path, 0o755)
        return scratch
    }

    private func apply(_ config: [UInt8], _ scratch: Scratch) throws {
        try scratch.write("config.ign", config)
        for stage in ["fetch", "files"] {
            let result = try ChildProgram.run(
                [
                    Self.program, "-platform", "file", "-stage", stage, "-root", scratch.path + "/root",
                    "-log-to-stdout", "-config-cache", scratch.path + "/cache", "-state-file",
                    scratch.path + "/state", "-neednet", scratch.path + "/neednet",
                ],
                environment: [
                    "IGNITION_CONFIG_FILE=\(scratch.path)/config.ign",
                    "PATH=\(scratch.path)/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                ])
            let log = String(decoding: result.output.suffix(2000), as: UTF8.self)
            try #require(result.status == 0, "\(stage): \(log)")
        }
    }

    @Test(.enabled(if: isPossible), arguments: [0, 3])
    func theRealProgramCarriesItOut(_ minor: Int) throws {
        let rendering = try IgnitionRenderer.render(
            RendererTests.config(RendererTests.everything), RendererTests.additions,
            version: IgnitionVersion(3, minor))
        let scratch = try makeTree()
        try apply(rendering.json, scratch)
        let text = { (path: String) in scratch.read("root" + path).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(text("/etc/hostname") == "node-1\n")
        #expect(text("/etc/motd") == "hello world\nmore\n")
        #expect(text("/etc/text") == "hello\n")
        #expect(text("/etc/packed") == "hello\n")
        #expect(scratch.read("root/etc/binary").map(Array.init) == [0, 1, 2])
        #expect(text("/etc/sudoers.d/90-kimage-alice") == "alice ALL=(ALL) NOPASSWD:ALL\n")
        #expect(text("/etc/modules-load.d/kimage.conf") == "br_netfilter\noverlay\n")
        #expect(text("/etc/sysctl.d/90-kimage.conf") == "net.ipv4.ip_forward = 1\n")
        #expect(text("/etc/systemd/network/10-eth.network") == "[Match]\nName=eth0\n")
        #expect(text("/etc/systemd/system/docker.service.d/20-b.conf") == "[Service]\nNice=1\n")
        #expect(text("/etc/passwd")?.contains("\nalice:x:1500:100:Alice:/home/alice:/bin/bash\n") == true)
        #expect(text("/etc/passwd")?.contains("\ncore:x:") == true)
        #expect(text("/etc/shadow")?.contains("alice:$y$j9T$salt$hash:") == true)
        #expect(text("/etc/group")?.contains("docker:x:950:alice\n") == true)
        let keys = text("/home/core/.ssh/authorized_keys.d/ignition")
        #expect(keys?.split(separator: "\n").count == 1)
        let preset = text("/etc/systemd/system-preset/20-ignition.preset") ?? ""
        for unit in [
            "kimage-runcmd.service", "kimage-bootcmd.service", "docker.service", "data-my\\x2ddisk.mount",
        ] {
            #expect(preset.contains("enable \(unit)\n"))
        }
        let masked = try FileManager.default.destinationOfSymbolicLink(
            atPath: scratch.path + "/root/etc/systemd/system/etcd.service")
        #expect(masked == "/dev/null")
        var status = stat()
        #expect(stat(scratch.path + "/root/etc/mode", &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(status.st_uid == 1500)
        #expect(status.st_gid == 100)
    }
}
