/// What a relay between a guest and its network does with frames.
enum FrameRule: Sendable {
    /// A switch with a trunk to the guest: the network is the VLAN of this number, frames without its tag lead nowhere.
    case trunk(UInt16)
    /// A network without a DHCP server.
    case withoutDHCP
    /// DHCP with leases of so many seconds.
    case lease(UInt8)

    func fromGuest(_ frame: EthernetFrame) -> EthernetFrame? {
        switch self {
        case .trunk(let number): frame.tag == number ? frame.untagged : nil
        case .withoutDHCP: frame.dhcpType == nil ? frame : nil
        case .lease: frame
        }
    }

    func toGuest(_ frame: EthernetFrame) -> EthernetFrame {
        switch self {
        case .trunk(let number): frame.tagged(number)
        case .withoutDHCP: frame
        case .lease(let seconds): frame.lease(seconds: seconds)
        }
    }
}
