import Laboratory
import Synchronization
import TestSupport
import Testing

/// Leases of 20 seconds, on nodes whose root comes over the card: they are renewed, and where nobody renews them the root
/// stays.
@Suite("LeaseBootTests", .serialized, .enabled(if: Bases.isFull, "make test-boot makes the bases"))
struct LeaseBootTests {
    private let image: BootedImage

    init() throws {
        image = try BootedImage()
    }

    static let systems: [ReportingGuest.System] = (Bases.hasAlpine ? [.alpine] : []) + [.debian]

    /// More rounds than a lease is long, each with a read of the root that its server must answer.
    private static let rounds = """
        sleep 6
        for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
            echo 3 >/proc/sys/vm/drop_caches
            sum=$(sha256sum /etc/passwd | cut -c 1-8)
            say "round $round: $sum $(ip -4 -o addr show scope global dev eth0 | awk '{ print $4 }' | tr '\\n' ' ')"
            sleep 5
        done

        """

    @Test("a lease is renewed; where it expires the address and the root stay", arguments: systems)
    func lease(_ system: ReportingGuest.System) async throws {
        let guest = try ReportingGuest(
            system, in: image,
            root: """
                type = "nbd"
                server = "10.0.2.2"
                verify = "off"

                """, more: Self.rounds)
        let relay = try FrameRelay(folder: try guest.relayFolder(), .lease(20))
        let servers = try await guest.server()
        /// How many messages of DHCP there were when the rounds began, and when nobody answered any more.
        let marks = Mutex<(begin: Int?, end: Int?)>((nil, nil))
        let log = try await guest.boot(
            .cards([GuestCard(address: "52:54:00:00:00:01", wire: .relay(folder: relay.folder))]),
            words: servers.kernelArguments, seconds: 600,
            watch: { log in
                marks.withLock { marks in
                    if marks.begin == nil, log.contains("report: round 1:") {
                        marks.begin = relay.count.dhcp.count
                    }
                    if marks.end == nil, log.contains("report: round 6:") {
                        relay.muteDHCP()
                        marks.end = relay.count.dhcp.count
                    }
                }
            })
        await servers.stop()
        let messages = relay.count.dhcp
        let (begin, end) = marks.withLock { $0 }
        let (first, last) = (try #require(begin), try #require(end))
        // REQUEST without DISCOVER: the lease was renewed before it ended.
        let renewals = messages[first..<last]
        #expect(renewals.contains(3) && !renewals.contains(1), "\(messages)")
        // DISCOVER: it has ended.
        #expect(messages[last...].contains(1), "\(messages)")
        let rounds = log.split(separator: "\n").filter { $0.hasPrefix("report: round ") }
        #expect(rounds.count == 16, "\(log.suffix(4000))")
        for round in rounds { #expect(round.contains(" 10.0.2.15/24"), "\(round)") }
        #expect(
            Set(rounds.compactMap { $0.split(separator: " ").dropFirst(3).first }).count == 1, "\(rounds)")
    }
}
