import FoundationEssentials
import Laboratory
import Servers
import TestSupport
import Testing

/// A small image that, once its services have started, says on the console what it has of addresses and mounts.
struct ReportingGuest {
    let folder: String
    /// MiB that it boots with.
    let memory: Int
    private let scratch: Scratch

    /// What is booted, and by which init it starts its services.
    enum System: String, Sendable {
        case alpine
        case debian

        var base: String { self == .alpine ? "alpine" : "debian-docker" }
    }

    private static let report = """
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        say() { printf '\\nreport: %s\\n' "$*" >/dev/console; }
        say "host $(hostname)"
        ip -4 -o addr show scope global | while read -r _ card _ address _; do say "address $card $address"; done
        ip -4 route | while read -r words; do say "route $words"; done
        while read -r words; do say "resolv $words"; done </etc/resolv.conf
        while read -r device place type _; do
            case "$place" in / | /var/lib/*) say "mount $place $type $device" ;; esac
        done </proc/mounts
        ! command -v resolvectl >/dev/null || resolvectl dns | while read -r words; do say "resolved $words"; done
        [ ! -f /proc/net/vlan/config ] || sed 1,2d /proc/net/vlan/config | tr -s ' ' | while read -r words; do say "vlan $words"; done

        """

    private static let service = """
        #!/sbin/openrc-run
        depend() {
            need localmount
            after *
            keyword -timeout
        }
        start() {
            /bin/sh /etc/kimage-report
        }

        """

    private static let unit = """
        [Unit]
        After=network.target

        [Service]
        ExecStart=/bin/sh /etc/kimage-report

        [Install]
        WantedBy=multi-user.target

        """

    /// - Parameters:
    ///   - root: lines of the recipe after `[root]`.
    ///   - words: of the kernel's command line.
    ///   - more: what the guest's script does before it says "done".
    ///   - files: lines of the recipe that say further files.
    ///   - warning: what the build must warn of.
    init(
        _ system: System, in image: BootedImage, root: String, words: [String] = [], more: String = "",
        files: String = "", warning: String? = nil
    ) throws {
        scratch = image.scratch
        _ = try scratch.write("report", Self.report + more + "\nsay done\n")
        _ = try scratch.write("service", system == .alpine ? Self.service : Self.unit)
        let (service, mode, link) =
            system == .alpine
            ? ("/etc/init.d/report", "0755", "/etc/runlevels/default/report")
            : (
                "/etc/systemd/system/report.service", "0644",
                "/etc/systemd/system/multi-user.target.wants/report.service"
            )
        // What takes minutes and has nothing to do with what is looked at.
        let idle = ["cloud-init=disabled"] + ["docker", "containerd"].map { "systemd.mask=\($0).service" }
        let own = ["console=ttyS0,115200"] + (system == .debian ? idle : [])
        let line = (own + words).map { "\"\($0)\"" }.joined(separator: ", ")
        let recipe = try scratch.write(
            "guest.toml",
            """
            name = "guest"

            [base]
            os = "\(system)"

            [kernel]
            cmdline = [\(line)]

            [[file]]
            path = "/etc/hostname"
            contents = "reporting\\n"

            [[file]]
            path = "/etc/kimage-report"
            source = "report"

            [[file]]
            path = "\(service)"
            source = "service"
            mode = "\(mode)"

            [[link]]
            path = "\(link)"
            target = "\(service)"

            \(files)
            [root]
            \(root)

            """)
        memory =
            try image.build(recipe, base: system.base, cache: Bases.path(".cache"), warning: warning)
            + (system == .alpine ? 48 : 192)
        folder = scratch.path + "/out/guest"
    }

    /// Its server, as `servers/` has it.
    func server() async throws -> RootServers {
        let description = try #require(try RootServers.description(in: folder))
        return try await RootServers.start(folder: folder, description: description)
    }

    /// A folder for a relay.
    func relayFolder() throws -> String {
        let path = scratch.path + "/relay"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// One boot. All that the guest says is returned; `watch` is called with it whenever there is more.
    ///
    /// - Parameter words: further words of the command line.
    func boot(
        _ network: GuestNetwork, disks: [String] = [], words: [String] = [], expect: String = "report: done",
        seconds: Int = 300, watch: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> String {
        let line = try String(contentsOfFile: folder + "/cmdline", encoding: .utf8)
        let all = line.split(whereSeparator: \.isWhitespace).map(String.init) + words + ["panic=-1"]
        let machine = QemuMachine(
            boot: .direct(kernel: folder + "/vmlinuz", initrd: folder + "/initrd.img", commandLine: all),
            memoryMiB: memory, network: network, disks: disks,
            accelerator: try Accelerator.choose(environment: .current(), probe: .current()))
        var log = ""
        let result = try await GuestRun(machine, expect: expect, timeLimit: .seconds(seconds)).run(
            serial: { bytes in
                log += String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self)
                watch(log)
            })
        #expect(result.outcome == .expected, "\(log.suffix(4000))")
        return log
    }
}

/// Every line must be in what a guest has said.
func expectLines(_ lines: [String], in log: String, _ location: SourceLocation = #_sourceLocation) {
    for line in lines {
        #expect(log.contains(line), "\(line)\n\(log.suffix(5000))", sourceLocation: location)
    }
}
