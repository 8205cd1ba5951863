/// The network of a guest.
package enum GuestNetwork: Sendable, Equatable {
    case none
    /// QEMU's own NAT: the guest has 10.0.2.15, the machine is 10.0.2.2.
    case user
    /// Cards in the order in which the guest finds them.
    case cards([GuestCard])

    var arguments: [String] {
        switch self {
        case .none, .cards([]): ["-nic", "none"]
        // Without the option ROM, which a guest that has its kernel already would only wait for.
        case .user: ["-netdev", "user,id=net0", "-device", "virtio-net-pci,netdev=net0,romfile="]
        case .cards(let cards): cards.enumerated().flatMap { $1.arguments(number: $0) }
        }
    }
}
