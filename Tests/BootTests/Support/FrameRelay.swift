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

/// A socket of datagrams that has a name, and the name of whom it sends to.
private final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let peer: String

    init(path: String, peer: String) throws {
        self.peer = peer
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure(path) }
        let isBound = Self.withAddress(path) { bind(descriptor, $0, $1) == 0 }
        guard isBound else {
            let failure = Self.failure(path)
            close(descriptor)
            throw failure
        }
    }

    deinit { close(descriptor) }

    /// nil where nothing has come.
    func receive() -> [UInt8]? {
        // A frame of a guest whose card puts segments together has 64 KiB at most.
        withUnsafeTemporaryAllocation(byteCount: 70_000, alignment: 1) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            return count > 0 ? Array(buffer[..<count]) : nil
        }
    }

    /// Waits where the receiver is slow; what nobody receives is lost, as on a cable.
    func send(_ bytes: [UInt8]) {
        for _ in 0..<100 {
            let sent = Self.withAddress(peer) { address, size in
                sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), address, size)
            }
            guard sent < 0, errno == EAGAIN else { return }
            usleep(200)
        }
    }

    /// Until one of them has something, or a tenth of a second.
    static func wait(_ sockets: DatagramSocket...) {
        var polls = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polls, nfds_t(polls.count), 100)
    }

    private static func withAddress<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func failure(_ path: String) -> ChildProgram.Failure {
        ChildProgram.Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
}
