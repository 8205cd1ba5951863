import FoundationEssentials
import Glibc
import Recipes
import Servers
import TestSupport
import Testing

/// dnsmasq with the written configurations in a network of its own, asked as firmware asks. Skipped without root rights,
/// network namespaces or the programs.
@Suite(
    .serialized, .enabled(if: geteuid() == 0, "network namespaces need root rights"),
    .enabled(
        if: ChildProgram.exists("ip", "python3") && access("/usr/sbin/dnsmasq", X_OK) == 0
            && (try? ChildProgram.run(["ip", "netns", "list"]).status) == 0,
        "iproute2, python3 or dnsmasq is missing"))
struct DHCPAnswerTests {
    /// What an offer says.
    private struct Offer: Equatable {
        var file: String
        var server: String
        var vendor: String
        var address: String
    }

    /// A machine with the configuration, and one that asks.
    private final class Network: Sendable {
        private let name = "kimage-\(UInt32.random(in: 0 ... .max))"
        private let scratch: Scratch

        init(_ image: ServedImage, _ file: String) throws {
            scratch = try Scratch()
            var places = ServerPlaces()
            places.tftp = scratch.path
            let path = try scratch.write("dnsmasq.conf", try image.text(file, places))
            try ChildProgram.expectSuccess([
                "sh", "-e", "-c",
                """
                ip netns add $0-server
                ip netns add $0-node
                ip -n $0-server link add server type veth peer name node netns $0-node
                ip -n $0-server addr add 10.0.0.1/24 dev server
                ip -n $0-server link set lo up
                ip -n $0-server link set server up
                ip -n $0-node addr add 10.0.0.250/24 dev node
                ip -n $0-node link set node up
                ip netns exec $0-server dnsmasq -C "$1" -x "$2/number" -l "$2/leases" --user=root
                """, name, path, scratch.path,
            ])
        }

        deinit {
            // The number is in our own file, so that no other dnsmasq is meant.
            _ = try? ChildProgram.run([
                "sh", "-c", "kill $(cat \"$1/number\"); ip netns del $0-server; ip netns del $0-node", name,
                scratch.path,
            ])
        }

        func ask(_ architecture: Int, vendor: String = "PXEClient", user: String = "") throws -> Offer {
            let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Fixtures/ask-dhcp.py").path
            let lines = try ChildProgram.expectSuccess(
                [
                    "ip", "netns", "exec", "\(name)-node", "python3", script, "node", "\(architecture)",
                    vendor, user,
                ]
            ).lines
            func value(_ key: String) -> String {
                lines.first { $0.hasPrefix(key + " ") }.map { String($0.dropFirst(key.count + 1)) } ?? ""
            }
            return Offer(
                file: value("file"), server: value("server"), vendor: value("vendor"),
                address: value("address"))
        }
    }

    private static let script = "http://10.0.0.1/kimage/worker/boot.ipxe"

    @Test(.timeLimit(.minutes(2))) func dhcp() throws {
        let network = try Network(Samples.image(.nbd), "dhcp/dnsmasq.conf")
        let bios = try network.ask(0)
        #expect(bios.file == "undionly.kpxe")
        #expect(bios.server == "10.0.0.1")
        #expect(bios.address.hasPrefix("10.0.0.1"))
        for architecture in [7, 9] {
            #expect(try network.ask(architecture).file == "snponly.efi", "\(architecture)")
        }
        let http = try network.ask(16, vendor: "HTTPClient")
        #expect(http.file == "http://10.0.0.1/kimage/ipxe.efi")
        #expect(http.vendor == "HTTPClient")
        // No loop: iPXE, whatever firmware started it, gets the script.
        for architecture in [0, 7, 9, 16] {
            #expect(try network.ask(architecture, user: "iPXE").file == Self.script, "\(architecture)")
        }
        // A node of another processor gets an address and nothing to boot.
        #expect(try network.ask(11).file == "")
    }

    @Test(.timeLimit(.minutes(2))) func dhcpForArm() throws {
        var image = Samples.image(.nbd)
        image.root.architecture = .aarch64
        let network = try Network(image, "dhcp/dnsmasq.conf")
        #expect(try network.ask(11).file == "snponly-arm64.efi")
        #expect(try network.ask(19, vendor: "HTTPClient").file == "http://10.0.0.1/kimage/ipxe-arm64.efi")
        #expect(try network.ask(11, user: "iPXE").file == Self.script)
        #expect(try network.ask(0).file == "")
    }

    /// iPXE puts the server's address into the name itself.
    @Test(.timeLimit(.minutes(2))) func dhcpWithoutServer() throws {
        var image = Samples.bareImage(.nbd)
        let text = try image.text("dhcp/dnsmasq.conf")
        #expect(text.contains("http://${next-server}/kimage/worker/boot.ipxe"))
        // The network of this test.
        image.root.server = "10.0.0.1"
        #expect(try Network(image, "dhcp/dnsmasq.conf").ask(0, user: "iPXE").file == Self.script)
    }

    @Test(.timeLimit(.minutes(2))) func proxy() throws {
        let network = try Network(Samples.image(.nbd), "dhcp/dnsmasq-proxy.conf")
        let bios = try network.ask(0)
        #expect(bios.file == "undionly.kpxe")
        #expect(bios.vendor == "PXEClient")
        for architecture in [7, 9] {
            #expect(try network.ask(architecture).file == "snponly.efi", "\(architecture)")
        }
        for architecture in [0, 7, 9] {
            #expect(try network.ask(architecture, user: "iPXE").file == Self.script, "\(architecture)")
        }
    }
}
