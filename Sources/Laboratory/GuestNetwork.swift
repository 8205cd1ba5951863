/// The network of a guest.
package enum GuestNetwork: Sendable, Equatable {
    case none
    /// QEMU's own NAT: the guest has 10.0.2.15, the machine is 10.0.2.2.
    case user

    var arguments: [String] {
        switch self {
        case .none: ["-nic", "none"]
        // Without the option ROM, which a guest that has its kernel already would only wait for.
        case .user: ["-netdev", "user,id=net0", "-device", "virtio-net-pci,netdev=net0,romfile="]
        }
    }
}
