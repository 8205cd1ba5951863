/// A frame of Ethernet as a card sends it, without its check sum.
struct EthernetFrame: Sendable, Equatable {
    var bytes: [UInt8]

    /// The VLAN's number; nil where it has no tag (IEEE 802.1Q, 9.6: after both addresses, type 0x8100, 12 bits).
    var tag: UInt16? {
        guard bytes.count >= 18, word(12) == 0x8100 else { return nil }
        return word(14) & 0x0fff
    }

    /// The same without its tag.
    var untagged: EthernetFrame { EthernetFrame(bytes: Array(bytes[..<12] + bytes[16...])) }

    func tagged(_ number: UInt16) -> EthernetFrame {
        guard bytes.count >= 14 else { return self }
        return EthernetFrame(
            bytes: bytes[..<12] + [0x81, 0, UInt8(number >> 8), UInt8(truncatingIfNeeded: number)]
                + bytes[12...])
    }

    /// Where the message of DHCP begins; nil where it is none (RFC 791, RFC 768; ports 67 and 68).
    private var message: Int? {
        guard bytes.count >= 42, word(12) == 0x0800, bytes[23] == 17 else { return nil }
        let datagram = 14 + 4 * Int(bytes[14] & 15)
        guard bytes.count > datagram + 248, [67, 68].contains(word(datagram + 2)) else { return nil }
        return datagram + 8
    }

    /// 1 DISCOVER, 2 OFFER, 3 REQUEST, 5 ACK (RFC 2132, 9.6); nil where it is no message of DHCP.
    var dhcpType: UInt8? { option(53).map { bytes[$0] } }

    /// The same with another time of the lease, where it has one (RFC 2132, 9.2).
    func lease(seconds: UInt8) -> EthernetFrame {
        guard let message, let place = option(51), place + 4 <= bytes.count else { return self }
        var frame = self
        frame.bytes.replaceSubrange(place..<place + 4, with: [0, 0, 0, seconds])
        // Zero: the sender has made no check sum (RFC 768).
        frame.bytes.replaceSubrange(message - 2..<message, with: [0, 0])
        return frame
    }

    /// Where the value of an option is: after 236 bytes and four that say that options follow (RFC 2131, 3).
    private func option(_ wanted: UInt8) -> Int? {
        guard let message else { return nil }
        var place = message + 240
        while place + 2 < bytes.count, bytes[place] != 255 {
            if bytes[place] == wanted { return place + 2 }
            place += bytes[place] == 0 ? 1 : 2 + Int(bytes[place + 1])
        }
        return nil
    }

    private func word(_ place: Int) -> UInt16 { UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]) }
}
