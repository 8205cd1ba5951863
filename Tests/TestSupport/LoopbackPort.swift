import FoundationEssentials
import Glibc

/// Ports of this machine's loopback, which guests reach at 10.0.2.2 through QEMU's network.
public enum LoopbackPort {
    /// One that nobody listens on.
    public static func free() throws -> UInt16 {
        let descriptor = try stream()
        defer { close(descriptor) }
        var address = Self.address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw failure("no port of the loopback can be had") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Whether somebody listens there.
    public static func answers(_ port: UInt16) throws -> Bool {
        let descriptor = try stream()
        defer { close(descriptor) }
        var address = Self.address(port)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func stream() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("no socket can be had") }
        return descriptor
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return address
    }

    private static func failure(_ text: String) -> ChildProgram.Failure {
        ChildProgram.Failure(description: "\(text): \(String(cString: strerror(errno)))")
    }
}
