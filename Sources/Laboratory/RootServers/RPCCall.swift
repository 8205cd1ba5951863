/// One call of ONC RPC over TCP (RFC 5531) as root of a machine without a name.
struct RPCCall: Sendable, Equatable {
    var program: UInt32
    var version: UInt32
    var procedure: UInt32
    /// The arguments in XDR: words of four bytes, big end first.
    var arguments: [UInt8] = []

    /// "kimg"; the reply repeats it.
    private static let number: UInt32 = 0x6b69_6d67

    /// The call within one record (RFC 5531, 11).
    var record: [UInt8] {
        let words: [UInt32] = [
            // CALL, version of RPC, what is called.
            Self.number, 0, 2, program, version, procedure,
            // AUTH_SYS of 20 bytes: stamp, name, user, group, no further groups; no verifier.
            1, 20, 0, 0, 0, 0, 0, 0, 0,
        ]
        let body = words.flatMap(Self.bytes) + arguments
        return Self.bytes(0x8000_0000 | UInt32(truncatingIfNeeded: body.count)) + body
    }

    /// The first word of the result; nil where the call was not answered or not accepted. Procedures without a result
    /// answer 0.
    func firstWord(port: Int) -> UInt32? {
        guard let socket = LoopbackSocket(port: port), socket.send(record) else { return nil }
        // Record mark, number, REPLY, accepted, a verifier (two words where it is none), success.
        let head = socket.receive(28)
        guard head.count == 28, head[4..<8].elementsEqual(Self.bytes(Self.number)),
            head[8..<12].elementsEqual(Self.bytes(1)), head[12..<28].allSatisfy({ $0 == 0 })
        else { return nil }
        guard procedure != 0 else { return 0 }
        let word = socket.receive(4)
        return word.count == 4 ? word.reduce(0) { $0 << 8 | UInt32($1) } : nil
    }

    static func bytes(_ word: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }

    /// A text in XDR: its length, itself, and zeros to a multiple of four.
    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        let utf8 = Array(text.utf8)
        let padding = [UInt8](repeating: 0, count: (4 - utf8.count % 4) % 4)
        return bytes(UInt32(truncatingIfNeeded: utf8.count)) + utf8 + padding
    }
}

extension RPCCall {
    /// Asks NFS for nothing (RFC 1813, 3.3.0; RFC 7530, 15.1).
    static func nfs(version: UInt32) -> RPCCall { RPCCall(program: 100_003, version: version, procedure: 0) }

    /// Mounts an export of version 3 (RFC 1813, 5.2.1): 0 where it is there.
    static func mount(_ export: String) -> RPCCall {
        RPCCall(program: 100_005, version: 3, procedure: 1, arguments: bytes(export))
    }

    /// Looks for an export of version 4.0 (RFC 7530, 15.2): 0 where it is there.
    static func lookup(_ export: String) -> RPCCall {
        let names = export.split(separator: "/")
        var arguments = bytes("") + bytes(0) + bytes(UInt32(truncatingIfNeeded: names.count + 1))
        // PUTROOTFH, then LOOKUP of each.
        arguments += bytes(24)
        for name in names { arguments += bytes(15) + bytes(name) }
        return RPCCall(program: 100_003, version: 4, procedure: 1, arguments: arguments)
    }
}
