import Glibc
import TestSupport

/// A socket of datagrams that has a name, and the name of whom it sends to.
final class DatagramSocket: Sendable {
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
