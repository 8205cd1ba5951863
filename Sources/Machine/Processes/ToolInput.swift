import Glibc

/// The standard input of a running program: what is written here, it reads.
///
/// The program has one end of a pair of sockets and not of a pipe: writing to a program that has ended is an error of
/// the call then (MSG_NOSIGNAL, send(2)) and no signal to the whole process.
package struct ToolInput: Sendable {
    /// The program has closed its input, or is over. How it ended says whether that is wrong.
    struct Closed: Error {}

    private let end: SocketEnd

    private init(_ end: SocketEnd) {
        self.end = end
    }

    /// A new pair.
    ///
    /// - Returns: our end, and the number of the program's, which whoever starts the program closes.
    static func pair() throws -> (input: ToolInput, program: Int32) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw MachineFailure("make sockets for", path: "a program", errno: errno, intent: .output)
        }
        return (ToolInput(SocketEnd(ends[0])), ends[1])
    }

    /// Writes all of `bytes`, and waits without blocking a thread while the program does not read.
    ///
    /// - Throws: `CancellationError`; an error of which `Tool` takes care where the program reads no more: let it pass.
    package func write(_ bytes: [UInt8]) async throws {
        var done = 0
        var pause = 1
        while done < bytes.count {
            try Task.checkCancellation()
            let count = bytes.withUnsafeBytes { all in
                send(
                    end.number, all.baseAddress?.advanced(by: done), all.count - done,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            let code = errno
            if count > 0 {
                done += count
                pause = 1
            } else if code == EAGAIN {
                try await Task.sleep(for: .milliseconds(pause))
                pause = min(pause * 2, 16)
            } else if code == EPIPE || code == ECONNRESET {
                throw Closed()
            } else if code != EINTR {
                throw MachineFailure("write to", path: "a program", errno: code, intent: .transfer)
            }
        }
    }

    /// The program finds the end of its input.
    func finish() {
        shutdown(end.number, Int32(SHUT_WR))
    }
}

/// One end of a pair of sockets.
private final class SocketEnd: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
