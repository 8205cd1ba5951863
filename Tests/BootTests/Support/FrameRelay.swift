import Glibc
import Synchronization
import TestSupport

/// The cable between a guest's card and QEMU's own network (`GuestCard.Wire.relay`), with a rule. It works from its
/// beginning until its owner goes.
final class FrameRelay: Sendable {
    /// What has come from the guest.
    struct Count: Sendable {
        /// Frames that the rule let through, and those that it did not.
        var passed = 0
        var dropped = 0
        /// Of DHCP, whether answered or not: types of messages in order.
        var dhcp: [UInt8] = []
    }

    let folder: String
    private let work: Work

    /// - Parameter folder: for its sockets, below the 108 bytes that a name of a socket may have.
    init(folder: String, _ rule: FrameRule) throws {
        self.folder = folder
        work = Work(
            rule: rule,
            guest: try DatagramSocket(path: folder + "/guest.relay", peer: folder + "/guest"),
            uplink: try DatagramSocket(path: folder + "/uplink.relay", peer: folder + "/uplink"))
        try work.start()
    }

    deinit { work.isOver.withLock { $0 = true } }

    var count: Count { work.count.withLock { $0 } }

    /// From now on nobody answers DHCP.
    func muteDHCP() { work.isMute.withLock { $0 = true } }
}

/// What a relay's thread does. A thread, since each millisecond that a frame waits here is one of every round trip.
private final class Work: Sendable {
    let count = Mutex(FrameRelay.Count())
    let isMute = Mutex(false)
    let isOver = Mutex(false)
    private let rule: FrameRule
    private let guest: DatagramSocket
    private let uplink: DatagramSocket

    init(rule: FrameRule, guest: DatagramSocket, uplink: DatagramSocket) {
        self.rule = rule
        self.guest = guest
        self.uplink = uplink
    }

    /// The thread holds this object until it is over.
    func start() throws {
        var thread = pthread_t()
        let held = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, held.toOpaque())
        guard code == 0 else {
            held.release()
            throw ChildProgram.Failure(description: "no thread: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }

    private func run() {
        while !isOver.withLock({ $0 }) {
            DatagramSocket.wait(guest, uplink)
            while let bytes = guest.receive() { fromGuest(EthernetFrame(bytes: bytes)) }
            while let bytes = uplink.receive() {
                guest.send(rule.toGuest(EthernetFrame(bytes: bytes)).bytes)
            }
        }
    }

    private func fromGuest(_ frame: EthernetFrame) {
        let passed = rule.fromGuest(frame)
        // Behind the tag, where there is one.
        let type = (passed ?? frame).dhcpType
        count.withLock { count in
            if passed == nil { count.dropped += 1 } else { count.passed += 1 }
            if let type { count.dhcp.append(type) }
        }
        guard let passed, type == nil || !isMute.withLock({ $0 }) else { return }
        uplink.send(passed.bytes)
    }
}
