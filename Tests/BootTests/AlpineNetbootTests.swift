import FoundationEssentials
import TestSupport
import Testing

/// Alpine's own diskless mode: its kernel and its /init, with packages of our own.
@Suite(
    "AlpineNetbootTests", .serialized,
    .enabled(if: Bases.hasAlpine, "make test-boot makes the bases; without a network Alpine's cannot be made")
)
struct AlpineNetbootTests {
    private let image: BootedImage
    private let folder: String

    init() throws {
        image = try BootedImage()
        folder = image.scratch.path + "/netboot"
        let made = try Command.run(
            ["\(PackageRoot.find())/scripts/base-alpine-netboot", Bases.path("alpine"), folder])
        try #require(made.status == 0, "\(made.errors)")
    }

    private static let files = """
        [[file]]
        path = "/etc/kimage-note"
        contents = "a file of the recipe"

        [[file]]
        path = "/etc/init.d/node-ready"
        mode = "0755"
        contents = '''
        #!/sbin/openrc-run
        depend() { after networking hostname modloop; }
        start() {
            modprobe -q nbd
            echo "node: $(hostname) file: $(cat /etc/kimage-note) root: $(stat -f -c %T /)"
            echo "node: keys: $(wc -l </root/.ssh/authorized_keys) modules: $(grep -c '^nbd ' /proc/modules)"
            echo "node: address: $(ip -4 -o addr show eth0)"
        }
        '''

        [[link]]
        path = "/etc/runlevels/default/node-ready"
        target = "/etc/init.d/node-ready"

        """

    private func recipe(_ name: String, _ alpine: String) throws -> String {
        try image.scratch.write(
            "\(name).toml",
            """
            name = "\(name)"
            [base]
            os = "alpine"
            [kernel]
            cmdline = ["console=ttyS0,115200"]
            [alpine]
            keys = ["netboot/kimage-test.rsa.pub"]
            \(alpine)
            [cloud-config]
            hostname = "netboot-node"
            ssh-authorized-keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBU5j96XwFN3SRiegF4YmKXEPozabUdwZ5n2pqAu6qVQ demo"]

            \(Self.files)
            """)
    }

    private static let lines = [
        "node: netboot-node file: a file of the recipe", "root: tmpfs", "node: keys: 1", "10.0.2.15",
        "netboot-node login:",
    ]

    @Test("with embedded packages it boots without a network, with the estimated RAM")
    func offline() throws {
        let path = try recipe("offline", "repositories = [\"netboot/packages\"]")
        let estimate = try image.build(path, base: folder + "/base")
        let result = try image.run("offline", expect: "login:", memory: estimate, timeout: 400)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        for line in Self.lines { #expect(result.output.contains(line), "\(line)") }
        // No media was looked for in vain, and nobody was asked.
        #expect(!result.output.contains("Mounting boot media: failed"))
    }

    @Test("packages, modules and the node's own files come from a server", .enabled(if: Bases.isFull))
    func served() throws {
        let server = try FileServer(folder: image.scratch.path + "/www")
        let address = "http://10.0.2.2:\(server.port)"
        let path = try recipe(
            "served",
            """
            repositories = ["\(address)/alpine"]
            modloop = "\(address)/modloop-virt"
            apkovl = "\(address)/{MAC}.apkovl.tar.gz"
            """)
        _ = try image.build(path, base: folder + "/base")
        let served = try #require(image.scratch.read("out/served/servers/alpine/served.apkovl.tar.gz"))
        // The address of QEMU's first network card.
        try image.scratch.write("www/52:54:00:12:34:56.apkovl.tar.gz", served)
        for name in ["APKINDEX.tar.gz", "alpine-base-3.23.6-r0.apk"] {
            try image.scratch.write(
                "www/alpine/x86_64/\(name)",
                Data(contentsOf: URL(fileURLWithPath: "\(folder)/packages/\(name)")))
        }
        try image.scratch.write(
            "www/modloop-virt", Data(contentsOf: URL(fileURLWithPath: "\(folder)/modloop-virt")))
        let result = try image.run("served", expect: "login:", memory: 256, timeout: 400)
        #expect(result.status == 0, "\(result.output.suffix(3000))")
        for line in Self.lines + ["modules: 1"] { #expect(result.output.contains(line), "\(line)") }
    }
}
