/// A virtio network card of a guest, and what it is plugged into.
package struct GuestCard: Sendable, Equatable {
    package enum Wire: Sendable, Equatable {
        /// QEMU's own NAT, as `GuestNetwork.user` has it. Where it is isolated, DHCP is answered, but nothing else leads
        /// anywhere.
        case user(isIsolated: Bool)
        /// A link with nobody at its other end.
        case nobody
        /// QEMU's own NAT at the far end of a relay, a program that takes each frame as a datagram and passes it on, or not.
        ///
        /// Within `folder` QEMU binds the sockets `guest` and `uplink`, and sends what comes from them to `guest.relay` and
        /// `uplink.relay`, which are the relay's.
        case relay(folder: String)
    }

    /// Six bytes in hexadecimal, colons between.
    package var address: String
    package var wire: Wire

    package init(address: String, wire: Wire) {
        self.address = address
        self.wire = wire
    }

    /// - Parameter number: of the card; part of names that QEMU wants to be unique.
    func arguments(number: Int) -> [String] {
        let backend =
            switch wire {
            case .user(let isIsolated):
                ["-netdev", "user,id=net\(number)" + (isIsolated ? ",restrict=on" : "")]
            // A hub of its own, that has one port only.
            case .nobody: ["-netdev", "hubport,id=net\(number),hubid=\(2 * number)"]
            case .relay(let folder):
                [
                    "-netdev", Self.datagrams("net\(number)", "\(folder)/guest"),
                    "-netdev", Self.datagrams("far\(number)", "\(folder)/uplink"),
                    "-netdev", "user,id=up\(number)",
                ]
                    + ["far", "up"].flatMap { end in
                        [
                            "-netdev",
                            "hubport,id=hub-\(end)\(number),hubid=\(2 * number + 1),netdev=\(end)\(number)",
                        ]
                    }
            }
        return backend + ["-device", "virtio-net-pci,netdev=net\(number),mac=\(address),romfile="]
    }

    private static func datagrams(_ id: String, _ path: String) -> String {
        let path = QemuMachine.value(path)
        return "dgram,id=\(id),local.type=unix,local.path=\(path),remote.type=unix,remote.path=\(path).relay"
    }
}
