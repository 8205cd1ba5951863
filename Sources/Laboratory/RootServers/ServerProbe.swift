/// How a server is asked whether it serves.
enum ServerProbe: Sendable, Equatable {
    /// Connecting is all.
    case connect
    /// The server speaks first: `NBDMAGIC` (NBD protocol, "Newstyle negotiation").
    case nbd
    /// HEAD of this path.
    case http(path: String)
    /// A call of nothing, of NFS version 3 or 4.
    case nfs(version: UInt32)

    func isAnswered(port: Int) -> Bool {
        switch self {
        case .connect: return LoopbackSocket(port: port) != nil
        case .nbd:
            guard let socket = LoopbackSocket(port: port) else { return false }
            return socket.receive(8) == Array("NBDMAGIC".utf8)
        case .http(let path):
            let request = "HEAD \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            guard let socket = LoopbackSocket(port: port), socket.send(Array(request.utf8)) else {
                return false
            }
            return socket.receive(12) == Array("HTTP/1.1 200".utf8)
        case .nfs(let version): return RPCCall.nfs(version: version).firstWord(port: port) == 0
        }
    }
}
