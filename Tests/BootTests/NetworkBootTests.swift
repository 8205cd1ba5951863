import Laboratory
import TestSupport
import Testing

/// How stage one brings the network up: which of several cards, an address that the command line says, a VLAN.
@Suite("NetworkBootTests", .serialized, .enabled(if: Bases.folder != nil, "make test-boot makes the bases"))
struct NetworkBootTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    private static let first = "52:54:00:00:00:01"
    private static let second = "52:54:00:00:00:02"

    private static let root = """
        type = "nbd"
        server = "10.0.2.2"
        verify = "off"

        """

    /// The root's services leave cards alone, as on a node whose other cards are for something else.
    private static let plainInterfaces = """
        [[file]]
        path = "/etc/network/interfaces"
        contents = "auto lo\\niface lo inet loopback\\n"

        """

    /// A guest with two cards, of which the second leads to the root's server, and what its first leads to.
    struct Cards: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let first: GuestCard.Wire
        var words: [String] = []
        /// What the guest must say, and what it must not.
        var lines: [String] = []
        var unsaid: [String] = []
        /// Whether the root's own services try to set the first card up.
        var hasBusyFirst = false
    }

    static let pairs = [
        Cards(
            testDescription: "the first card has a link, but no DHCP server",
            first: .nobody, lines: ["report: resolv nameserver 10.0.2.3"],
            unsaid: ["no answer by"], hasBusyFirst: true),
        Cards(
            testDescription: "the first card has a DHCP server, but does not lead to the root's",
            first: .user(isIsolated: true),
            lines: [
                "kimage: network: eth0 (\(first)) has 10.0.2.15/24 by dhcp, gateway none",
                "no answer by eth0",
            ]),
        Cards(
            testDescription: "BOOTIF names the second card",
            first: .user(isIsolated: true), words: ["BOOTIF=01-52-54-00-00-00-02"], unsaid: ["(\(first))"]),
    ]

    @Test(
        "of two cards the one is taken that leads to the root's server",
        .enabled(if: Bases.isFull && Bases.hasAlpine),
        arguments: pairs)
    func pair(_ cards: Cards) async throws {
        let guest = try ReportingGuest(
            .alpine, in: image, root: Self.root, files: cards.hasBusyFirst ? "" : Self.plainInterfaces)
        let servers = try await guest.server()
        let log = try await guest.boot(
            .cards([
                GuestCard(address: Self.first, wire: cards.first),
                GuestCard(address: Self.second, wire: .user(isIsolated: false)),
            ]), words: servers.kernelArguments + cards.words)
        await servers.stop()
        expectLines(
            [
                "kimage: network: eth1 (\(Self.second)) has 10.0.2.15/24 by dhcp, gateway 10.0.2.2, DNS 10.0.2.3",
                "kimage: network: 10.0.2.15 stays on eth1, its lease is renewed beside the system",
                "report: address eth1 10.0.2.15/24", "report: route default via 10.0.2.2 dev eth1",
                "report: mount / overlay",
            ] + cards.lines, in: log)
        for line in cards.unsaid { #expect(!log.contains(line), "\(line)") }
    }

    @Test(
        "a card that BOOTIF names and that is not there is waited for, by its address",
        .enabled(if: Bases.isFull && Bases.hasAlpine))
    func absentCard() async throws {
        let guest = try ReportingGuest(.alpine, in: image, root: Self.root)
        let log = try await guest.boot(
            .cards([GuestCard(address: Self.first, wire: .user(isIsolated: false))]),
            words: ["BOOTIF=01-52-54-00-00-00-0a", "kimage.wait=3"], expect: "kimage: FAILED:", seconds: 120)
        expectLines(
            [
                "kimage: waiting for a network card 52:54:00:00:00:0a (BOOTIF); there are: eth0 (\(Self.first))",
                "kimage: FAILED:",
            ], in: log)
        #expect(!log.contains("kimage: network: eth0"))
    }

    @Test(
        "an address of the command line is taken where there is no DHCP server",
        .enabled(if: Bases.isFull && Bases.hasAlpine),
        arguments: ["ip", "kimage.ip"])
    func fixedAddress(_ key: String) async throws {
        let guest = try ReportingGuest(
            .alpine, in: image, root: Self.root,
            words: ["\(key)=10.0.2.77:10.0.2.2:10.0.2.2:255.255.255.0:told:eth0:none:10.0.2.3"])
        let relay = try FrameRelay(folder: try guest.relayFolder(), .withoutDHCP)
        let servers = try await guest.server()
        let log = try await guest.boot(
            .cards([GuestCard(address: Self.first, wire: .relay(folder: relay.folder))]),
            words: servers.kernelArguments)
        await servers.stop()
        expectLines(
            [
                "kimage: network: eth0 (\(Self.first)) has 10.0.2.77/24 by static, gateway 10.0.2.2, DNS 10.0.2.3",
                "kimage: network: 10.0.2.77 stays on eth0", "report: address eth0 10.0.2.77/24",
                "report: route default via 10.0.2.2 dev eth0", "report: resolv nameserver 10.0.2.3",
            ], in: log)
        #expect(!log.contains("its lease is renewed"))
        #expect(relay.count.dhcp == [])
    }

    /// Both systems; the short set has the one that boots in seconds.
    static let trunks: [ReportingGuest.System] =
        (Bases.hasAlpine ? [.alpine] : []) + (Bases.isFull ? [.debian] : [])

    @Test("the root comes by a VLAN, which the system keeps", arguments: trunks)
    func trunk(_ system: ReportingGuest.System) async throws {
        let guest = try ReportingGuest(
            system, in: image, root: Self.root, words: ["vlan=eth0.42:eth0"])
        let relay = try FrameRelay(folder: try guest.relayFolder(), .trunk(42))
        let servers = try await guest.server()
        let log = try await guest.boot(
            .cards([GuestCard(address: Self.first, wire: .relay(folder: relay.folder))]),
            // Menus say the card, too.
            words: servers.kernelArguments + ["BOOTIF=01-52-54-00-00-00-01"], seconds: 600)
        await servers.stop()
        expectLines(
            [
                "kimage: network: eth0.42 (\(Self.first)) has 10.0.2.15/24 by dhcp, gateway 10.0.2.2",
                system == .alpine
                    ? "kimage: network: 10.0.2.15 stays on eth0.42, its lease is renewed beside the system"
                    : "kimage: network: systemd-networkd keeps 10.0.2.15 on eth0.42",
                "report: address eth0.42 10.0.2.15/24", "report: route default via 10.0.2.2 dev eth0.42",
                "report: mount / overlay", "report: vlan eth0.42 | 42 | eth0",
                system == .alpine ? "report: resolv nameserver 10.0.2.3" : "(eth0.42): 10.0.2.3",
            ], in: log)
        #expect(!log.contains("report: address eth0 "))
        #expect(relay.count.passed > 100)
    }
}
