import TestSupport
import Testing

/// A root on a server is there to the last: the node goes down without losing it.
@Suite("RootShutdownTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct RootShutdownTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    /// Once the node is up: what iscsiadm sees of the root's session, then the end.
    private static let unit = """
        [Unit]
        Description=switches the node off
        After=debian-report.service

        [Service]
        Type=exec
        ExecStart=/bin/sh -c 'sleep 20; iscsiadm -m session 2>&1 | sed "s/^/shutdown: /" >/dev/console; systemctl poweroff'

        [Install]
        WantedBy=multi-user.target

        """

    @Test(
        "a node goes down in order, whatever service of the system would end the connection of its root",
        arguments: ["nbd", "iscsi"])
    func poweroff(_ type: String) throws {
        _ = try image.scratch.write("off.service", Self.unit)
        let wants = "/etc/systemd/system/multi-user.target.wants"
        let recipe = try image.scratch.write(
            "off.toml",
            """
            name = "off"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200"]

            [[file]]
            path = "/etc/systemd/system/kimage-off.service"
            source = "off.service"

            [[link]]
            path = "\(wants)/kimage-off.service"
            target = "/etc/systemd/system/kimage-off.service"

            [[link]]
            path = "\(wants)/open-iscsi.service"
            target = "/usr/lib/systemd/system/open-iscsi.service"

            [root]
            type = "\(type)"
            server = "10.0.0.1"

            """)
        let estimate = try image.build(recipe, base: "debian-docker", cache: Bases.path(".cache"))
        let result = try image.run(
            "off", expect: "reboot: Power down", memory: estimate + 96, timeout: 400,
            options: ["--serve-root"])
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(2000))")
        if type == "iscsi" {
            #expect(result.output.contains("shutdown: tcp: [1] 10.0.2.2:"), "\(result.output.suffix(4000))")
        }
        for error in [
            "I/O error", "SQUASHFS error", "Input/output error", "Failed to stop", "Failed with result",
        ] {
            #expect(!result.output.contains(error), "\(error)\n\(result.output.suffix(4000))")
        }
    }
}
