/// The operating systems that kimage knows.
package enum Systems {
    /// One entry a system; adding one is adding its file and its line here.
    package static let all: [any Distribution] = [
        Alpine(), Atomic(), BurmillaOS(), Clear(), ContainerLinux(), Custom(), Debian(), FedoraCoreOS(),
        Flatcar(),
        RancherOS(),
    ]

    /// The recipe's names.
    package static var names: [String] { all.map(\.os) }

    /// The system of a name.
    package static func named(_ os: String) -> (any Distribution)? {
        all.first { $0.os == os }
    }
}
