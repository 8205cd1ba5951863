import FoundationEssentials
import Laboratory
import Servers
import TestSupport
import Testing

/// A Debian that reads its whole root again and again, on a server that tests stop and whose image they damage.
struct ReadRoot {
    let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    /// Says after each time what it was.
    private static let reader = """
        #!/bin/sh
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        for round in 1 2 3; do
            echo 3 >/proc/sys/vm/drop_caches
            sum=$(find /usr/lib /usr/bin -xdev -type f | sort | xargs sha256sum 2>&1 | sha256sum | cut -c 1-16)
            printf '\\nreader: round %s %s\\n' $round "$sum" >/dev/console
        done
        printf '\\nreader: done\\n' >/dev/console

        """

    private static let unit = """
        [Unit]
        Description=reads the root
        After=network.target

        [Service]
        Type=exec
        ExecStart=/bin/sh /etc/kimage-reader

        [Install]
        WantedBy=multi-user.target

        """

    /// Builds the image; its folder and the estimate.
    ///
    /// - Parameter verify: of an image on a server; an NFS root has none.
    func build(_ type: String, verify: String = "digest") throws -> (folder: String, memory: Int) {
        let scratch = image.scratch
        _ = try scratch.write("reader.sh", Self.reader)
        _ = try scratch.write("reader.service", Self.unit)
        let recipe = try scratch.write(
            "lost.toml",
            """
            name = "lost"

            [base]
            os = "debian"

            [kernel]
            cmdline = ["console=ttyS0,115200"]

            [[file]]
            path = "/etc/kimage-reader"
            source = "reader.sh"

            [[file]]
            path = "/etc/systemd/system/kimage-reader.service"
            source = "reader.service"

            [[link]]
            path = "/etc/systemd/system/multi-user.target.wants/kimage-reader.service"
            target = "/etc/systemd/system/kimage-reader.service"

            [root]
            type = "\(type)"
            server = "10.0.0.1"
            verify = "\(verify)"

            """)
        let estimate = try image.build(recipe, base: "debian-docker", cache: Bases.path(".cache"))
        return (scratch.path + "/out/lost", estimate + 192)
    }

    /// One boot; `watch` is called with all that the guest has said, whenever it says something.
    func boot(
        _ folder: String, _ memory: Int, _ servers: RootServers, expect: String, seconds: Int,
        watch: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> (outcome: GuestOutcome, log: String) {
        let line = try String(contentsOfFile: folder + "/cmdline", encoding: .utf8)
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init) + servers.kernelArguments
        let machine = QemuMachine(
            boot: .direct(
                kernel: folder + "/vmlinuz", initrd: folder + "/initrd.img", commandLine: words + ["panic=-1"]
            ),
            memoryMiB: memory, network: .user,
            accelerator: try Accelerator.choose(environment: .current(), probe: .current()))
        var log = ""
        let result = try await GuestRun(machine, expect: expect, timeLimit: .seconds(seconds)).run(
            serial: { bytes in
                log += String(decoding: bytes, as: UTF8.self)
                watch(log)
            })
        return (result.outcome, log)
    }

    func description(_ folder: String) throws -> RootDescription {
        try #require(try RootServers.description(in: folder))
    }

    func servers(_ folder: String) async throws -> RootServers {
        try await RootServers.start(folder: folder, description: try description(folder))
    }

    /// Replaces the published image, which may be linked with the cache's.
    func replace(_ folder: String, by change: (inout [UInt8]) throws -> Void) throws {
        let path = folder + "/rootfs.squashfs"
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        try change(&bytes)
        try FileManager.default.removeItem(atPath: path)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
