/// Four numbers: what servers bind to, and what a network of nodes is made of.
struct IPv4Address: Sendable, Equatable {
    let octets: [UInt8]

    /// nil for a name, and for numbers with leading zeros, which some programs read as octal.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let octet = UInt8(part),
                String(octet) == part
            else { return nil }
            octets.append(octet)
        }
        self.octets = octets
    }

    /// The address with this last number: one of the same network of 256.
    func neighbour(_ last: UInt8) -> String {
        (octets.prefix(3) + [last]).map { String($0) }.joined(separator: ".")
    }
}
